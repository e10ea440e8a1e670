package io.bellwether.demo.endtoend;

import io.bellwether.demo.replay.Telemetry;
import io.bellwether.messages.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes records that must not become part of a frame, of every kind the seed comes upon. Each is made from a good record
 * that stands before it in the topic: what can still be read of it has come before, and changes nothing.
 */
final class PoisonRecords {
    private static final Set<Reason> ANY = EnumSet.allOf(Reason.class);
    private static final int TOO_LARGE = 256 * 1024;

    private final String topic;
    private final Random random;

    PoisonRecords(String topic, long seed) {
        this.topic = topic;
        this.random = new Random(seed);
    }

    /**
     * A bad record.
     *
     * @param reasons one of which the dead letter must name
     */
    record Poison(String kind, ProducerRecord<byte[], byte[]> record, Set<Reason> reasons) {}

    private interface Maker {
        Poison make(Telemetry good);
    }

    private List<Maker> makers() {
        return List.of(
                this::noise,
                this::truncated,
                this::flippedByte,
                this::flippedByte,
                this::nothing,
                this::noKey,
                this::unknownAsset,
                this::odd,
                this::odd,
                this::badValue,
                this::badValue,
                this::badTime,
                this::badTime,
                this::late,
                this::repeated,
                this::tooLarge);
    }

    /** The next bad record after this good one. */
    Poison after(Telemetry good) {
        List<Maker> makers = makers();
        return makers.get(random.nextInt(makers.size())).make(good);
    }

    private Poison noise(Telemetry good) {
        byte[] bytes = new byte[1 + random.nextInt(300)];
        random.nextBytes(bytes);
        return poison("noise", good, bytes, EnumSet.of(Reason.NOT_JSON));
    }

    private Poison truncated(Telemetry good) {
        byte[] whole = bytes(good.json());
        return poison(
                "truncated",
                good,
                Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1)),
                EnumSet.of(Reason.NOT_JSON));
    }

    /** Anywhere but in the value of the timestamp: another time could be a good one. */
    private Poison flippedByte(Telemetry good) {
        byte[] bytes = bytes(good.json());
        int timeFrom = good.json().indexOf(':') + 1;
        int timeTo = good.json().indexOf(',');
        int at = random.nextInt(bytes.length - (timeTo - timeFrom));
        at = at < timeFrom ? at : at + timeTo - timeFrom;
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return poison("flipped byte " + at, good, bytes, ANY);
    }

    private Poison nothing(Telemetry good) {
        return poison("nothing", good, random.nextBoolean() ? null : new byte[0], EnumSet.of(Reason.EMPTY));
    }

    private Poison noKey(Telemetry good) {
        byte[] key = random.nextBoolean() ? null : new byte[0];
        return poison("no key", key, good.time(), bytes(good.json()), EnumSet.of(Reason.NO_ASSET));
    }

    private Poison unknownAsset(Telemetry good) {
        byte[] key = bytes("pump-" + (3 + random.nextInt(1_000_000)));
        return poison("unknown asset", key, good.time(), bytes(good.json()), EnumSet.of(Reason.UNKNOWN_ASSET));
    }

    /** Well-formed JSON, or nearly, but no telemetry. */
    private Poison odd(Telemetry good) {
        String ts = "{\"ts\":\"" + Instant.ofEpochMilli(good.time()) + "\"";
        return switch (random.nextInt(8)) {
            case 0 -> poison("array", good, bytes("[" + good.json() + "]"), EnumSet.of(Reason.NOT_JSON));
            case 1 -> poison("number", good, bytes("" + random.nextInt()), EnumSet.of(Reason.NOT_JSON));
            case 2 -> poison("two objects", good, bytes(good.json() + good.json()), EnumSet.of(Reason.NOT_JSON));
            case 3 -> poison("deep", good, bytes("[".repeat(5_000)), EnumSet.of(Reason.NOT_JSON));
            case 4 ->
                poison("same field twice", good, bytes(ts + ",\"flow\":1,\"flow\":2}"), EnumSet.of(Reason.NOT_JSON));
            case 5 -> poison("no reading", good, bytes(ts + "}"), EnumSet.of(Reason.NO_READINGS));
            case 6 -> poison("unknown sensor", good, bytes(ts + ",\"mood\":1}"), EnumSet.of(Reason.UNKNOWN_SENSOR));
            default -> poison("no time", good, bytes("{\"flow\":1}"), EnumSet.of(Reason.NO_TIMESTAMP));
        };
    }

    private Poison badValue(Telemetry good) {
        String before = "{\"ts\":\"" + Instant.ofEpochMilli(good.time()) + "\",\"flow\":";
        List<String> notNumbers = List.of("\"84.3\"", "true", "[84.3]", "{\"value\":84.3}", "\"\"");
        List<String> notFinite = List.of("NaN", "Infinity", "-Infinity", "1e999");
        return random.nextBoolean()
                ? poison("not a number", good, bytes(before + any(notNumbers) + "}"), EnumSet.of(Reason.NOT_A_NUMBER))
                : poison("not finite", good, bytes(before + any(notFinite) + "}"), EnumSet.of(Reason.NOT_FINITE));
    }

    private Poison badTime(Telemetry good) {
        String after = ",\"flow\":84.3}";
        return switch (random.nextInt(4)) {
            case 0 -> poison("time null", good, bytes("{\"ts\":null" + after), EnumSet.of(Reason.NO_TIMESTAMP));
            case 1 ->
                poison(
                        "future",
                        good,
                        bytes("{\"ts\":\""
                                + Instant.ofEpochMilli(good.time()).plusSeconds(3_601 + random.nextInt(1 << 30)) + "\""
                                + after),
                        EnumSet.of(Reason.IN_THE_FUTURE));
            default ->
                poison(
                        "bad time",
                        good,
                        bytes("{\"ts\":"
                                + any(List.of("\"yesterday\"", "\"\"", "true", "{}", "\"2026-13-45T99:00:00Z\""))
                                + after),
                        EnumSet.of(Reason.BAD_TIMESTAMP));
        };
    }

    private Poison late(Telemetry good) {
        Instant before = Instant.ofEpochMilli(good.time()).minusSeconds(600 + random.nextInt(1 << 20));
        return poison("late", good, bytes("{\"ts\":\"" + before + "\",\"flow\":84.3}"), EnumSet.of(Reason.LATE));
    }

    private Poison repeated(Telemetry good) {
        return poison("repeated", good, bytes(good.json()), EnumSet.of(Reason.DUPLICATE));
    }

    private Poison tooLarge(Telemetry good) {
        byte[] bytes = new byte[TOO_LARGE + 1 + random.nextInt(20_000)];
        Arrays.fill(bytes, (byte) ' ');
        System.arraycopy(bytes(good.json()), 0, bytes, 0, good.json().length());
        return poison("too large", good, bytes, EnumSet.of(Reason.TOO_LARGE));
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private Poison poison(String kind, Telemetry good, byte[] value, Set<Reason> reasons) {
        return poison(kind, bytes(good.asset()), good.time(), value, reasons);
    }

    private Poison poison(String kind, byte[] key, long time, byte[] value, Set<Reason> reasons) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, null, time, key, value);
        record.headers().add("source", bytes(kind));
        return new Poison(kind, record, reasons);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
