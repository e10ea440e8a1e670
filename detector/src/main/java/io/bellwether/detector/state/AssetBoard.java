package io.bellwether.detector.state;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * What every asset of this instance is doing, written by the stream threads and read by whoever asks. A task's section
 * goes when the task does, so an asset that has moved to another instance is not counted here any more.
 */
public final class AssetBoard {
    private final Set<Section> sections = ConcurrentHashMap.newKeySet();

    /** The part of the board that belongs to one task. */
    public final class Section implements AutoCloseable {
        private final Map<String, Place> places = new ConcurrentHashMap<>();

        /** A place for an asset, with its first status. */
        public Place place(AssetStatus status) {
            Place place = new Place(status);
            places.put(status.asset(), place);
            return place;
        }

        /** Takes the section down. */
        @Override
        public void close() {
            sections.remove(this);
        }
    }

    /** Where the status of one asset is shown. */
    public static final class Place {
        private final AtomicReference<AssetStatus> status;

        private Place(AssetStatus first) {
            status = new AtomicReference<>(first);
        }

        /** Shows the newest status; to others a moment later, as nobody waits for it. */
        public void show(AssetStatus newest) {
            status.setRelease(newest);
        }
    }

    /** A new, empty section. */
    public Section open() {
        Section section = new Section();
        sections.add(section);
        return section;
    }

    /** All assets, by id. */
    public List<AssetStatus> all() {
        return stream().sorted(Comparator.comparing(AssetStatus::asset)).toList();
    }

    /** How many assets are watched. */
    public int watched() {
        return sections.stream().mapToInt(section -> section.places.size()).sum();
    }

    /** How many incidents are open. */
    public int openIncidents() {
        return stream().mapToInt(AssetStatus::openIncidents).sum();
    }

    /** How many false alarms a day the models of all assets allow together. */
    public double falseAlarmBudgetPerDay() {
        return stream().mapToDouble(AssetStatus::falseAlarmBudgetPerDay).sum();
    }

    private Stream<AssetStatus> stream() {
        return sections.stream()
                .flatMap(section -> section.places.values().stream())
                .map(place -> place.status.get());
    }
}
