package io.bellwether.benchmarks.stream;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the stream threads of a flight recording spent their time.
 *
 * @param samples how many there are
 * @param self by method, those in it
 * @param total by method, those in it or in what it calls
 */
public record Profile(int samples, Map<String, Integer> self, Map<String, Integer> total) {

    /** Reads a recording. */
    public static Profile read(Path recording) throws IOException {
        Map<String, Integer> self = new HashMap<>();
        Map<String, Integer> total = new HashMap<>();
        int samples = 0;
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                boolean sample = event.getEventType().getName().equals("jdk.ExecutionSample");
                if (sample
                        && event.getThread("sampledThread") != null
                        && event.getThread("sampledThread").getJavaName().contains("-StreamThread-")
                        && event.getStackTrace() != null) {
                    samples++;
                    List<RecordedFrame> frames = event.getStackTrace().getFrames();
                    self.merge(name(frames.get(0)), 1, Integer::sum);
                    Set<String> seen = new HashSet<>();
                    frames.forEach(frame -> seen.add(name(frame)));
                    seen.forEach(method -> total.merge(method, 1, Integer::sum));
                }
            }
        }
        return new Profile(samples, self, total);
    }

    private static String name(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "."
                + frame.getMethod().getName();
    }

    /** The entries with the largest counts. */
    public static List<Map.Entry<String, Integer>> top(Map<String, Integer> counts, int limit) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(limit)
                .toList();
    }
}
