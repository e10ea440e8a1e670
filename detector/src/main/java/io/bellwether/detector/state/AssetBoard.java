package io.bellwether.detector.state;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What every asset of this instance is doing, written by the stream threads and read by whoever asks. A task's section
 * goes when the task does, so an asset that has moved to another instance is not counted here any more.
 */
public final class AssetBoard {
    private final Set<Section> sections = ConcurrentHashMap.newKeySet();

    /** The part of the board that belongs to one task. */
    public final class Section implements AutoCloseable {
        private final Map<String, AssetStatus> statuses = new ConcurrentHashMap<>();

        /** Shows the newest status of an asset. */
        public void show(AssetStatus status) {
            statuses.put(status.asset(), status);
        }

        /** Takes the section down. */
        @Override
        public void close() {
            sections.remove(this);
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
        return sections.stream().mapToInt(section -> section.statuses.size()).sum();
    }

    /** How many incidents are open. */
    public int openIncidents() {
        return stream().mapToInt(AssetStatus::openIncidents).sum();
    }

    private Stream<AssetStatus> stream() {
        return sections.stream().flatMap(section -> section.statuses.values().stream());
    }
}
