package io.bellwether.benchmarks.stream;

import io.bellwether.detector.Detector;
import io.bellwether.detector.config.ConfigException;
import io.bellwether.detector.config.DetectorConfig;
import io.bellwether.detector.topology.StreamsSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/**
 * One subject in a JVM of its own, all with the settings of the detector. Answers {@code stats} and {@code gc} on its
 * standard input, and ends with it, or when told to {@code stop}.
 */
final class SubjectMain {
    private static final String IN = "in";
    private static final String OUT = "out";
    private static final String WORK = "work";

    private SubjectMain() {}

    /** The subject's name, then keys and values of the detector's configuration. */
    public static void main(String[] args) throws IOException, ConfigException {
        Map<String, String> keys = Arrays.stream(args)
                .skip(1)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        DetectorConfig config = DetectorConfig.of(keys);
        start(Subject.valueOf(args[0]), config);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("stop")) {
                System.exit(0); // in order, so that a flight recording is written
            }
            if (line.equals("gc")) {
                System.gc();
            }
            System.out.println(Stats.now().line());
        }
        Runtime.getRuntime().halt(0);
    }

    private static void start(Subject subject, DetectorConfig config) throws ConfigException {
        if (subject == Subject.DETECTOR) {
            Detector detector = new Detector(config);
            new Thread(() -> run(detector), "detector").start();
        } else {
            KafkaStreams streams = new KafkaStreams(topology(subject, config), StreamsSettings.of(config));
            streams.start();
        }
    }

    private static Topology topology(Subject subject, DetectorConfig config) {
        Topology topology = new Topology().addSource(IN, config.topics().telemetry());
        String last = IN;
        if (subject == Subject.PARSE_AND_WRITE) {
            topology.addProcessor(WORK, ParseAndWrite::new, IN);
            last = WORK;
        }
        ByteArraySerializer bytes = new ByteArraySerializer();
        return topology.addSink(OUT, config.topics().scores(), bytes, bytes, last);
    }

    private static void run(Detector detector) {
        try {
            detector.run();
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }
}
