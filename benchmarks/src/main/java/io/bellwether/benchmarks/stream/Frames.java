package io.bellwether.benchmarks.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Wide JSON records of noise: asset after asset, slot after slot, one second each. */
public final class Frames {
    private static final int NOISE = 4096;

    private final long firstSlot;
    private final byte[][] keys; // (assets)
    private final byte[][] tails; // (NOISE): the sensors, taken in turn
    private long second = Long.MIN_VALUE;
    private byte[] head = {};

    /** {@code firstSlot} is in milliseconds. */
    Frames(int assets, int sensors, long firstSlot) {
        this.firstSlot = firstSlot;
        keys = assets(assets).stream()
                .map(id -> id.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        SplittableRandom random = new SplittableRandom(1);
        tails = new byte[NOISE][];
        for (int n = 0; n < NOISE; n++) {
            StringBuilder tail = new StringBuilder();
            for (int s = 0; s < sensors; s++) {
                tail.append(String.format(Locale.ROOT, ",\"s%d\":%.4f", s, random.nextDouble(-1, 1)));
            }
            tails[n] = tail.append('}').toString().getBytes(StandardCharsets.UTF_8);
        }
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
            head = ("{\"ts\":\"" + Instant.ofEpochMilli(time) + "\"").getBytes(StandardCharsets.UTF_8);
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
