package io.bellwether.trainer.report;

import io.bellwether.scoring.ModelRef;
import io.bellwether.trainer.evaluate.RowRun;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that a report shows of one asset of one file.
 *
 * @param file its name in the results
 * @param asset as it stands in the file
 * @param kind of the model's networks
 * @param firstAlarms (events) when the first alarm in each event was there, milliseconds since the epoch
 * @param falseAlarms runs of alarms that touch no event, in order of time
 */
record AssetSection(
        String file,
        String asset,
        ModelRef model,
        String kind,
        AssetLog log,
        List<OptionalLong> firstAlarms,
        List<RowRun> falseAlarms,
        TailPlot tail) {
    AssetSection {
        firstAlarms = List.copyOf(firstAlarms);
        falseAlarms = List.copyOf(falseAlarms);
    }

    /** The alarm that found an event: the one in the frame of its first alarm row. */
    Optional<Alarm> finder(int event) {
        OptionalLong first = firstAlarms.get(event);
        return first.isEmpty() ? Optional.empty() : log.alarmAt(first.getAsLong());
    }

    /** How many of the events were found. */
    long found() {
        return firstAlarms.stream().filter(OptionalLong::isPresent).count();
    }
}
