package io.bellwether.messages;

import io.bellwether.messages.Rejection.Reason;
import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What has been found in one Avro datum. */
final class AvroDatum {
    String asset = ""; // empty: none
    String name = ""; // long layout: the sensor; empty: none
    boolean good = true; // long layout: what the source says
    boolean hasValues;
    boolean hasTime;
    OptionalLong millis = OptionalLong.empty();
    String badTime = ""; // when there is a time that cannot be read: what stands there

    private String[] sensors;
    private double[] values; // NaN where there is no number
    private Quality[] marks; // rejected: not a number
    private @Nullable List<String> others; // what stands in the place of numbers, in order
    private int count;

    AvroDatum(int expected) {
        sensors = new String[expected];
        values = new double[expected];
        marks = new Quality[expected];
    }

    void add(String sensor, double value) {
        add(sensor, value, Quality.GOOD);
    }

    void addMissing(String sensor) {
        add(sensor, Double.NaN, Quality.BAD);
    }

    void addOther(String sensor, String what) {
        if (others == null) {
            others = new ArrayList<>();
        }
        others.add(what);
        add(sensor, Double.NaN, Quality.REJECTED);
    }

    private void add(String sensor, double value, Quality mark) {
        if (count == sensors.length) {
            int more = Math.max(8, 2 * count);
            sensors = Arrays.copyOf(sensors, more);
            values = Arrays.copyOf(values, more);
            marks = Arrays.copyOf(marks, more);
        }
        sensors[count] = sensor;
        values[count] = value;
        marks[count++] = mark;
    }

    int size() {
        return count;
    }

    /** Wide layout: each value is of the sensor it was found for. */
    Decoded.Accepted wide(String id) {
        return accepted(id, null);
    }

    /** Long layout: the value is of the sensor that is named beside it. */
    Decoded.Accepted perTag(String id) {
        if (!good) {
            if (count == 0) {
                addMissing(name);
            }
            marks[0] = Quality.BAD; // whatever stands there
        }
        return accepted(id, name);
    }

    private Decoded.Accepted accepted(String id, @Nullable String tag) {
        long time = millis.orElseThrow();
        Reading[] readings = new Reading[count];
        List<Rejection> rejections = List.of();
        int other = 0;
        for (int r = 0; r < count; r++) {
            String sensor = tag == null ? sensors[r] : tag;
            Quality mark = marks[r];
            if (mark == Quality.REJECTED && others != null) {
                rejections = with(
                        rejections,
                        new Rejection(Reason.NOT_A_NUMBER, "sensor '" + sensor + "' is " + others.get(other++)));
            } else if (mark == Quality.GOOD && !Double.isFinite(values[r])) {
                mark = Quality.REJECTED;
                rejections =
                        with(rejections, new Rejection(Reason.NOT_FINITE, "sensor '" + sensor + "' is " + values[r]));
            }
            readings[r] = new Reading(id, sensor, time, values[r], mark);
        }
        return new Decoded.Accepted(id, List.of(readings), rejections);
    }

    private static List<Rejection> with(List<Rejection> some, Rejection one) {
        List<Rejection> all = some.isEmpty() ? new ArrayList<>() : some;
        all.add(one);
        return all;
    }
}
