package io.bellwether.demo.report;

import io.bellwether.demo.processes.MetricsPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where every reading has gone. Holds for a detector that has run alone, without a restart, from the first reading on.
 *
 * @param sent readings that were put into the telemetry topic
 * @param received readings the detector took
 * @param rejected readings it could not use, or was told to ignore
 * @param late readings that came too late or twice
 * @param inFrames readings that became part of a frame
 * @param frames the frames
 * @param scored frames with a score that counts
 * @param warmingUp frames during which the model was still warming up
 * @param scoreRecords records in the scores topic
 */
public record Accounts(
        long sent,
        long received,
        long rejected,
        long late,
        long inFrames,
        long frames,
        long scored,
        long warmingUp,
        long scoreRecords) {

    /** The accounts after {@code sent} readings, by the detector's own counters. */
    public static Accounts of(long sent, MetricsPage metrics, long scoreRecords) {
        return new Accounts(
                sent,
                metrics.count("bellwether_readings_received_total"),
                metrics.count("bellwether_readings_rejected_total")
                        + metrics.count("bellwether_readings_ignored_total"),
                metrics.count("bellwether_readings_late_total") + metrics.count("bellwether_readings_duplicate_total"),
                metrics.count("bellwether_readings_in_frames_total"),
                metrics.count("bellwether_frames_total"),
                metrics.count("bellwether_frames_scored_total"),
                metrics.count("bellwether_frames_warming_up_total"),
                scoreRecords);
    }

    /** Every law that does not hold, in words; empty when all readings are accounted for. */
    public List<String> broken() {
        List<String> broken = new ArrayList<>();
        hold(broken, "readings sent", sent, "received", received);
        hold(broken, "readings received", received, "rejected + late + in frames", rejected + late + inFrames);
        hold(broken, "frames", frames, "scored + warming up", scored + warmingUp);
        hold(broken, "frames", frames, "records in the scores topic", scoreRecords);
        return broken;
    }

    private static void hold(List<String> broken, String left, long one, String right, long other) {
        if (one != other) {
            broken.add(String.format(Locale.ROOT, "%s %,d, but %s %,d", left, one, right, other));
        }
    }

    /** For people, two lines. */
    public List<String> lines() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d readings sent = %,d in frames + %,d rejected + %,d late or twice",
                        sent,
                        inFrames,
                        rejected,
                        late),
                String.format(
                        Locale.ROOT,
                        "%,d frames = %,d scored + %,d warming up = %,d records in the scores topic",
                        frames,
                        scored,
                        warmingUp,
                        scoreRecords));
    }
}
