package io.bellwether.messages;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a value of the schema is wanted for. */
interface AvroTarget {
    void missing(AvroDatum datum);

    void truth(AvroDatum datum, boolean truth);

    void integer(AvroDatum datum, long number);

    void number(AvroDatum datum, double number);

    void text(AvroDatum datum, byte[] bytes, int from, int length);

    /** A value that is none of these; {@code what} says what it is. */
    void other(AvroDatum datum, String what);

    /** For nothing. */
    class Nothing implements AvroTarget {
        @Override
        public void missing(AvroDatum datum) {}

        @Override
        public void truth(AvroDatum datum, boolean truth) {}

        @Override
        public void integer(AvroDatum datum, long number) {}

        @Override
        public void number(AvroDatum datum, double number) {}

        @Override
        public void text(AvroDatum datum, byte[] bytes, int from, int length) {}

        @Override
        public void other(AvroDatum datum, String what) {}
    }

    /** A reading's value; the sensor's name is known, or will be. */
    class Value implements AvroTarget {
        private final @Nullable String sensor; // null when it is in the datum

        Value(@Nullable String sensor) {
            this.sensor = sensor;
        }

        private String sensor(AvroDatum datum) {
            return sensor == null ? datum.name : sensor;
        }

        @Override
        public void missing(AvroDatum datum) {
            datum.addMissing(sensor(datum));
        }

        @Override
        public void truth(AvroDatum datum, boolean truth) {
            other(datum, Boolean.toString(truth));
        }

        @Override
        public void integer(AvroDatum datum, long number) {
            number(datum, (double) number);
        }

        @Override
        public void number(AvroDatum datum, double number) {
            datum.add(sensor(datum), number);
        }

        @Override
        public void text(AvroDatum datum, byte[] bytes, int from, int length) {
            other(datum, Refusals.describe(utf8(bytes, from, length)));
        }

        @Override
        public void other(AvroDatum datum, String what) {
            datum.addOther(sensor(datum), what);
        }
    }

    /** The event time. */
    final class Time extends Nothing {
        private final EventTime numbers;
        private final EventTime texts;

        /** How numbers are to be taken, and how texts. */
        Time(EventTime numbers, EventTime texts) {
            this.numbers = numbers;
            this.texts = texts;
        }

        @Override
        public void integer(AvroDatum datum, long number) {
            datum.hasTime = true;
            datum.millis = numbers.ofNumber((double) number);
            if (datum.millis.isEmpty()) {
                datum.badTime = Long.toString(number);
            }
        }

        @Override
        public void number(AvroDatum datum, double number) {
            datum.hasTime = true;
            datum.millis = numbers.ofNumber(number);
            if (datum.millis.isEmpty()) {
                datum.badTime = Double.toString(number);
            }
        }

        @Override
        public void text(AvroDatum datum, byte[] bytes, int from, int length) {
            String text = utf8(bytes, from, length);
            datum.hasTime = true;
            datum.millis = texts.parse(text);
            if (datum.millis.isEmpty()) {
                datum.badTime = Refusals.describe(text);
            }
        }

        @Override
        public void truth(AvroDatum datum, boolean truth) {
            other(datum, Boolean.toString(truth));
        }

        @Override
        public void other(AvroDatum datum, String what) {
            datum.hasTime = true;
            datum.badTime = what;
        }
    }

    /** The asset's id. */
    final class Asset extends Nothing {
        private final NameCache names;

        Asset(NameCache names) {
            this.names = names;
        }

        @Override
        public void integer(AvroDatum datum, long number) {
            datum.asset = Long.toString(number);
        }

        @Override
        public void text(AvroDatum datum, byte[] bytes, int from, int length) {
            datum.asset = names.of(bytes, from, length);
        }
    }

    /** The sensor's name: in the long layout, or as a key of a map. */
    final class Named extends Nothing {
        private final NameCache names;
        private final Set<String> notSensors;

        Named(NameCache names, Set<String> notSensors) {
            this.names = names;
            this.notSensors = notSensors;
        }

        /** Keeps the name; false when it is not a sensor's. */
        boolean names(AvroDatum datum, byte[] bytes, int from, int length) {
            datum.name = names.of(bytes, from, length);
            return !notSensors.contains(datum.name);
        }

        @Override
        public void text(AvroDatum datum, byte[] bytes, int from, int length) {
            names(datum, bytes, from, length);
        }
    }

    /** The source's quality mark. */
    final class Mark extends Nothing {
        private final NameCache names;
        private final Set<String> good;

        Mark(NameCache names, Set<String> good) {
            this.names = names;
            this.good = good;
        }

        @Override
        public void truth(AvroDatum datum, boolean truth) {
            datum.good = good.contains(Boolean.toString(truth));
        }

        @Override
        public void integer(AvroDatum datum, long number) {
            datum.good = good.contains(Long.toString(number));
        }

        @Override
        public void text(AvroDatum datum, byte[] bytes, int from, int length) {
            datum.good = good.contains(names.of(bytes, from, length));
        }

        @Override
        public void number(AvroDatum datum, double number) {
            datum.good = false;
        }

        @Override
        public void other(AvroDatum datum, String what) {
            datum.good = false;
        }
    }

    /** The object whose fields are the sensors: that it is there. */
    final class Given extends Nothing {
        @Override
        public void other(AvroDatum datum, String what) {
            datum.hasValues = true;
        }
    }

    private static String utf8(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
