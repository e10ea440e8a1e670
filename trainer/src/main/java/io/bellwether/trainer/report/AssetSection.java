package io.bellwether.trainer.report;

import io.bellwether.scoring.ModelRef;
import io.bellwether.trainer.evaluate.LabelledEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that a report shows of one asset of one file.
 *
 * @param file its name in the results
 * @param asset as it stands in the file
 * @param kind of the model's networks
 * @param alarms (events) when the first alarm in each event was there, milliseconds since the epoch
 */
record AssetSection(
        String file,
        String asset,
        ModelRef model,
        String kind,
        AssetLog log,
        List<OptionalLong> alarms,
        TailPlot tail) {
    AssetSection {
        alarms = List.copyOf(alarms);
    }

    /** The alarm that found an event: the one in the frame of its first alarm row. */
    Optional<Alarm> finder(int event) {
        OptionalLong first = alarms.get(event);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        long slot = log.slot(first.getAsLong());
        return log.alarms().stream().filter(alarm -> alarm.overlaps(slot, slot)).findFirst();
    }

    /** The alarms that touch no event. */
    List<Alarm> falseAlarms() {
        return log.alarms().stream()
                .filter(alarm -> log.events().stream().noneMatch(event -> touches(alarm, event)))
                .toList();
    }

    private boolean touches(Alarm alarm, LabelledEvent event) {
        return alarm.overlaps(log.slot(event.from()), log.slot(event.to()));
    }

    /** How many of the events were found. */
    long found() {
        return alarms.stream().filter(OptionalLong::isPresent).count();
    }
}
