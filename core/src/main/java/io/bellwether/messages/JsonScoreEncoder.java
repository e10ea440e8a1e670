package io.bellwether.messages;

import io.bellwether.scoring.ModelRef;
import io.bellwether.scoring.Score;
import io.bellwether.series.FeatureSpec;
import io.bellwether.series.Sensor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the scores of one asset: the bytes that {@link MessageJson} makes of a {@link ScoreMessage}, put together from
 * parts that stay the same. Not to be shared between threads.
 */
final class JsonScoreEncoder implements ScoreEncoder {
    private static final int NUMBERS = 2 + 3 * ScoreMessage.SENSORS;
    private static final byte[] SCORE = bytes("\",\"score\":");
    private static final byte[] THRESHOLD = bytes(",\"threshold\":");
    private static final byte[] OBSERVED = bytes(",\"observed\":");
    private static final byte[] EXPECTED = bytes(",\"expected\":");
    private static final byte[] WARMING_UP = bytes(",\"warmingUp\":true,\"alarm\":");
    private static final byte[] WARM = bytes(",\"warmingUp\":false,\"alarm\":");
    private static final byte[] ALARM = bytes("true,\"sensors\":[");
    private static final byte[] NO_ALARM = bytes("false,\"sensors\":[");

    /** What the scores of all assets of a model have in common. */
    static final class Model implements ScoreEncoder.Model {
        private final ModelRef ref;
        private final byte[][] sensors; // (sensors): up to the contribution
        private final byte[] end;
        private final int[] top = new int[ScoreMessage.SENSORS]; // scratch
        private final int longest; // bytes, without the asset
        private byte[] out = {}; // scratch
        private final byte[] time = new byte[UtcTime.LONGEST]; // the one before, as assets report at the same times
        private int timeLength;
        private long timeMillis;

        Model(FeatureSpec features, ModelRef ref) {
            this.ref = ref;
            sensors = features.sensors().stream().map(Model::start).toArray(byte[][]::new);
            end = bytes("],\"model\":{\"name\":" + MessageJson.quote(ref.name()) + ",\"version\":"
                    + MessageJson.quote(ref.version()) + ",\"sha256\":" + MessageJson.quote(ref.sha256()) + "}}");
            int widest =
                    Arrays.stream(sensors).mapToInt(part -> part.length).max().orElse(0);
            longest = UtcTime.LONGEST
                    + NUMBERS * JsonNumber.LONGEST
                    + SCORE.length
                    + THRESHOLD.length
                    + WARM.length
                    + NO_ALARM.length
                    + ScoreMessage.SENSORS * (widest + OBSERVED.length + EXPECTED.length + 2)
                    + end.length;
        }

        @Override
        public ModelRef ref() {
            return ref;
        }

        @Override
        public ScoreEncoder of(String asset) {
            return new JsonScoreEncoder(asset, this);
        }

        private int putTime(long millis, byte[] to, int at) {
            if (timeLength == 0 || millis != timeMillis) {
                timeLength = UtcTime.write(millis, time, 0);
                timeMillis = millis;
            }
            System.arraycopy(time, 0, to, at, timeLength);
            return at + timeLength;
        }

        private static byte[] start(Sensor sensor) {
            return bytes("{\"sensor\":" + MessageJson.quote(sensor.name()) + ",\"unit\":"
                    + MessageJson.quote(sensor.unit()) + ",\"contribution\":");
        }
    }

    private final Model model;
    private final byte[] start;
    private double threshold = Double.NaN; // the one before, which is nearly always the next one too
    private byte[] thresholdText = {};

    private JsonScoreEncoder(String asset, Model model) {
        this.model = model;
        this.start = bytes("{\"asset\":" + MessageJson.quote(asset) + ",\"ts\":\"");
    }

    @Override
    public ModelRef model() {
        return model.ref;
    }

    @Override
    public byte[] encode(Score score, boolean alarm) {
        int most = start.length + model.longest;
        if (model.out.length < most) {
            model.out = new byte[most];
        }
        byte[] out = model.out;
        int at = put(start, out, 0);
        at = model.putTime(score.time(), out, at);
        at = put(SCORE, out, at);
        at = JsonNumber.write(score.toldValue(), out, at);
        at = put(THRESHOLD, out, at);
        at = put(threshold(score.threshold()), out, at);
        at = put(score.warmingUp() ? WARMING_UP : WARM, out, at);
        at = put(alarm ? ALARM : NO_ALARM, out, at);
        int named = score.warmingUp() ? 0 : score.top(model.top);
        for (int n = 0; n < named; n++) {
            int sensor = model.top[n];
            if (n > 0) {
                out[at++] = ',';
            }
            at = put(model.sensors[sensor], out, at);
            at = JsonNumber.write(score.toldContribution(sensor), out, at);
            at = put(OBSERVED, out, at);
            at = JsonNumber.write(score.observed(sensor), out, at);
            at = put(EXPECTED, out, at);
            at = JsonNumber.write(score.toldExpected(sensor), out, at);
            out[at++] = '}';
        }
        at = put(model.end, out, at);
        return Arrays.copyOf(out, at);
    }

    private byte[] threshold(double value) {
        if (value != threshold) {
            byte[] text = new byte[JsonNumber.LONGEST];
            thresholdText = Arrays.copyOf(text, JsonNumber.write(value, text, 0));
            threshold = value;
        }
        return thresholdText;
    }

    private static int put(byte[] part, byte[] out, int at) {
        System.arraycopy(part, 0, out, at, part.length);
        return at + part.length;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
