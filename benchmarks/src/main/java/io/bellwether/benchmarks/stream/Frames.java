package io.bellwether.benchmarks.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Wide records of noise: asset after asset, slot after slot, one second each. */
public final class Frames {
    private static final int NOISE = 4096;

    /** How the records are written. */
    public enum Format {
        /** A JSON object, with numbers of four decimals. */
        JSON,
        /** Avro's binary encoding of a {@link #schema}. */
        AVRO
    }

    private final Format format;
    private final long firstSlot;
    private final byte[][] keys; // (assets)
    private final byte[][] tails; // (NOISE): the sensors, taken in turn
    private long second = Long.MIN_VALUE;
    private byte[] head = {};

    /** {@code firstSlot} is in milliseconds. */
    Frames(Format format, int assets, int sensors, long firstSlot) {
        this.format = format;
        this.firstSlot = firstSlot;
        keys = assets(assets).stream()
                .map(id -> id.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        SplittableRandom random = new SplittableRandom(1);
        tails = new byte[NOISE][];
        for (int n = 0; n < NOISE; n++) {
            double[] values = random.doubles(sensors, -1, 1)
                    .map(value -> Math.rint(1e4 * value) / 1e4)
                    .toArray();
            tails[n] = format == Format.JSON ? json(values) : avro(values);
        }
    }

    private static byte[] json(double[] values) {
        StringBuilder tail = new StringBuilder();
        for (int s = 0; s < values.length; s++) {
            tail.append(String.format(Locale.ROOT, ",\"s%d\":%.4f", s, values[s]));
        }
        return tail.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] avro(double[] values) {
        ByteBuffer tail = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            tail.putDouble(value);
        }
        return tail.array();
    }

    /** The Avro schema of a record of this many sensors: a timestamp in milliseconds, and doubles. */
    public static String schema(int sensors) {
        return "{\"type\":\"record\",\"name\":\"Frame\",\"fields\":[{\"name\":\"ts\",\"type\":{\"type\":\"long\","
                + "\"logicalType\":\"timestamp-millis\"}}"
                + IntStream.range(0, sensors)
                        .mapToObj(s -> ",{\"name\":\"s" + s + "\",\"type\":\"double\"}")
                        .collect(Collectors.joining())
                + "]}";
    }

    private byte[] head(long time) {
        if (format == Format.JSON) {
            return ("{\"ts\":\"" + Instant.ofEpochMilli(time) + "\"").getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (long rest = time << 1; rest != 0; rest >>>= 7) { // zigzag of a positive number, seven bits a byte
            out.write((int) (rest & 0x7F) | (rest > 0x7F ? 0x80 : 0));
        }
        return out.toByteArray();
    }

    /** The ids of this many assets. */
    public static List<String> assets(int count) {
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(a -> "asset-" + a).toList());
    }

    /** Time of a frame's slot, in milliseconds. */
    long time(long frame) {
        return firstSlot + frame / keys.length * 1000;
    }

    /** Key of a frame's record: its asset. */
    byte[] key(long frame) {
        return keys[(int) (frame % keys.length)];
    }

    /** A frame's record. */
    byte[] value(long frame) {
        long time = time(frame);
        if (time != second) {
            second = time;
            head = head(time);
        }
        byte[] tail = tails[(int) (frame % NOISE)];
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length + tail.length);
        out.writeBytes(head);
        out.writeBytes(tail);
        return out.toByteArray();
    }

    /** Which frame this is, by the asset and the time of what was made of it. */
    long frame(byte[] key, long time) {
        int asset = Integer.parseInt(new String(key, StandardCharsets.UTF_8).substring("asset-".length()));
        return (time - firstSlot) / 1000 * keys.length + asset;
    }
}
