package io.bellwether.benchmarks.stream;

/** What stands between the two topics. */
public enum Subject {
    /** Bytes in, the same bytes out. */
    PASS_THROUGH("pass-through"),
    /** JSON in, a smaller JSON record out, as a plain Kafka Streams program would do it. */
    PARSE_AND_WRITE("parse and write"),
    /** Bellwether's. */
    DETECTOR("detector");

    private final String label;

    Subject(String label) {
        this.label = label;
    }

    /** For people. */
    public String label() {
        return label;
    }
}
