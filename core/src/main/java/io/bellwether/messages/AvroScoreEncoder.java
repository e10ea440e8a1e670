package io.bellwether.messages;

import io.bellwether.scoring.ModelRef;
import io.bellwether.scoring.Score;
import io.bellwether.series.FeatureSpec;
import io.bellwether.series.Sensor;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Writes the scores of one asset in Avro's single-object encoding of {@code score.avsc}: the numbers of a
 * {@link ScoreMessage}, put together from parts that stay the same. NaN stands for a missing value. Not to be shared
 * between threads.
 */
final class AvroScoreEncoder implements ScoreEncoder {
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FINGERPRINT = 0xc2845c9762c671fcL; // CRC-64-AVRO of score.avsc, to which a test holds it
    private static final byte[] HEADER = AvroHeader.singleObject(FINGERPRINT);
    private static final int LONGEST_NUMBER = 10; // bytes of a 64-bit number, 7 bits in each
    private static final int SCORE_NUMBERS = 2 * Double.BYTES + 2; // score, threshold, two booleans
    private static final int SENSOR_NUMBERS = 3 * Double.BYTES;
    private static final int SHA256 = 32; // bytes

    /** What the scores of all assets of a model have in common. */
    static final class Model implements ScoreEncoder.Model {
        private final ModelRef ref;
        private final byte[][] sensors; // (sensors): up to the contribution
        private final byte[] end; // of the sensors, and the model
        private final int[] top = new int[ScoreMessage.SENSORS]; // scratch
        private final byte[] time = new byte[LONGEST_NUMBER]; // scratch

        Model(FeatureSpec features, ModelRef ref) {
            this.ref = ref;
            sensors = features.sensors().stream().map(Model::start).toArray(byte[][]::new);
            byte[] sha256 = HexFormat.of().parseHex(ref.sha256());
            if (sha256.length != SHA256) {
                throw new IllegalArgumentException("a SHA-256 has 64 hex digits, not '" + ref.sha256() + "'");
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(0); // no more sensors
            putText(ref.name(), out);
            putText(ref.version(), out);
            out.writeBytes(sha256);
            end = out.toByteArray();
        }

        private static byte[] start(Sensor sensor) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            putText(sensor.name(), out);
            putText(sensor.unit(), out);
            return out.toByteArray();
        }

        @Override
        public ModelRef ref() {
            return ref;
        }

        @Override
        public ScoreEncoder of(String asset) {
            return new AvroScoreEncoder(asset, this);
        }
    }

    private final Model model;
    private final byte[] start; // up to the time

    private AvroScoreEncoder(String asset, Model model) {
        this.model = model;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HEADER);
        putText(asset, out);
        start = out.toByteArray();
    }

    @Override
    public ModelRef model() {
        return model.ref;
    }

    @Override
    public byte[] encode(Score score, boolean alarm) {
        int named = score.warmingUp() ? 0 : score.top(model.top);
        int timeLength = putNumber(score.time(), model.time, 0);
        byte[] out = new byte[start.length + timeLength + SCORE_NUMBERS + length(named) + model.end.length];
        int at = put(start, start.length, out, 0);
        at = put(model.time, timeLength, out, at);
        at = putDouble(score.toldValue(), out, at);
        at = putDouble(score.threshold(), out, at);
        out[at++] = (byte) (score.warmingUp() ? 1 : 0);
        out[at++] = (byte) (alarm ? 1 : 0);
        if (named > 0) {
            at = putNumber(named, out, at);
        }
        for (int n = 0; n < named; n++) {
            int sensor = model.top[n];
            byte[] names = model.sensors[sensor];
            at = put(names, names.length, out, at);
            at = putDouble(score.toldContribution(sensor), out, at);
            at = putDouble(score.observed(sensor), out, at);
            at = putDouble(score.toldExpected(sensor), out, at);
        }
        put(model.end, model.end.length, out, at);
        return out;
    }

    /** Of the sensors, up to the end of their list. */
    private int length(int named) {
        int length = named > 0 ? 1 : 0; // their number: few enough for one byte
        for (int n = 0; n < named; n++) {
            length += model.sensors[model.top[n]].length + SENSOR_NUMBERS;
        }
        return length;
    }

    private static int put(byte[] part, int length, byte[] out, int at) {
        System.arraycopy(part, 0, out, at, length);
        return at + length;
    }

    private static int putDouble(double value, byte[] out, int at) {
        DOUBLE.set(out, at, Double.isFinite(value) ? value : Double.NaN); // JSON says null for both, too
        return at + Double.BYTES;
    }

    /** Seven bits to a byte, the lowest first, the sign in the lowest. */
    private static int putNumber(long number, byte[] out, int from) {
        int at = from;
        long rest = (number << 1) ^ (number >> 63);
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
            out[at++] = (byte) (rest | 0x80);
        }
        out[at++] = (byte) rest;
        return at;
    }

    private static void putText(String text, ByteArrayOutputStream out) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] length = new byte[LONGEST_NUMBER];
        out.write(length, 0, putNumber(utf8.length, length, 0));
        out.writeBytes(utf8);
    }
}
