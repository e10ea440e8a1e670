package io.bellwether.demo.processes;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One scrape of {@code /metrics}, in Prometheus' text format. */
public final class MetricsPage {
    private final String text;
    private final Map<String, Double> sums = new TreeMap<>();
    private final Set<String> families = new TreeSet<>();

    /** Reads a scrape. */
    public MetricsPage(String text) {
        this.text = text;
        text.lines().forEach(this::read);
    }

    private void read(String line) {
        if (line.startsWith("# TYPE ")) {
            families.add(line.split(" ", 4)[2]);
        } else if (!line.isBlank() && !line.startsWith("#")) {
            // name{label="any } text",...} value [timestamp]
            int brace = line.indexOf('{');
            int nameEnd = brace < 0 ? line.indexOf(' ') : brace;
            int valueStart = brace < 0 ? nameEnd : line.lastIndexOf('}') + 1;
            String value = line.substring(valueStart).strip().split(" ", 2)[0];
            sums.merge(line.substring(0, nameEnd), number(value), Double::sum);
        }
    }

    private static double number(String value) {
        return switch (value) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(value);
        };
    }

    /** The sum over all label values; 0 when there is no such sample. */
    public double sum(String name) {
        return sums.getOrDefault(name, 0.0);
    }

    /** As {@link #sum}, for counters. */
    public long count(String name) {
        return Math.round(sum(name));
    }

    /** The names of all samples, and of all metrics they belong to. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(families);
        names.addAll(sums.keySet());
        return names;
    }

    /** As it was scraped. */
    public String text() {
        return text;
    }
}
