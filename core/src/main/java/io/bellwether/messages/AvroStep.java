package io.bellwether.messages;

import java.util.List;

/** How one value of a schema is gone past: its bytes are read, and what is wanted of it is handed to its target. */
interface AvroStep {

    /** Reads the value. */
    void read(AvroBytes in, AvroDatum datum) throws MalformedAvroException;

    /** Whether the value has no bytes at all, so that any number of them takes no room. */
    default boolean isEmpty() {
        return false;
    }

    /** Null. */
    record Null(AvroTarget target) implements AvroStep {
        @Override
        public void read(AvroBytes in, AvroDatum datum) {
            target.missing(datum);
        }

        @Override
        public boolean isEmpty() {
            return true;
        }
    }

    /** A boolean. */
    record Truth(AvroTarget target) implements AvroStep {
        @Override
        public void read(AvroBytes in, AvroDatum datum) throws MalformedAvroException {
            target.truth(datum, in.readBoolean());
        }
    }

    /** An int. */
    record OfInt(AvroTarget target) implements AvroStep {
        @Override
        public void read(AvroBytes in, AvroDatum datum) throws MalformedAvroException {
            target.integer(datum, in.readInt());
        }
    }

    /** A long. */
    record OfLong(AvroTarget target) implements AvroStep {
        @Override
        public void read(AvroBytes in, AvroDatum datum) throws MalformedAvroException {
            target.integer(datum, in.readLong());
        }
    }

    /** A float. */
    record OfFloat(AvroTarget target) implements AvroStep {
        @Override
        public void read(AvroBytes in, AvroDatum datum) throws MalformedAvroException {
            target.number(datum, in.readFloat());
        }
    }

    /** A double. */
    record OfDouble(AvroTarget target) implements AvroStep {
        @Override
        public void read(AvroBytes in, AvroDatum datum) throws MalformedAvroException {
            target.number(datum, in.readDouble());
        }
    }

    /** A string. */
    record Text(AvroTarget target) implements AvroStep {
        @Override
        public void read(AvroBytes in, AvroDatum datum) throws MalformedAvroException {
            int length = in.readLength();
            target.text(datum, in.bytes(), in.position(), length);
            in.skip(length);
        }
    }

    /** One of an enum's symbols, taken as text. */
    record Symbol(List<byte[]> symbols, AvroTarget target) implements AvroStep {
        @Override
        public void read(AvroBytes in, AvroDatum datum) throws MalformedAvroException {
            byte[] symbol = symbols.get(in.readIndex(symbols.size()));
            target.text(datum, symbol, 0, symbol.length);
        }
    }

    /** Bytes of a length of their own. */
    record Bytes(AvroTarget target) implements AvroStep {
        @Override
        public void read(AvroBytes in, AvroDatum datum) throws MalformedAvroException {
            in.skip(in.readLength());
            target.other(datum, "bytes");
        }
    }

    /** Bytes of a length that the schema tells. */
    record Fixed(int length, AvroTarget target) implements AvroStep {
        @Override
        public void read(AvroBytes in, AvroDatum datum) throws MalformedAvroException {
            in.skip(length);
            target.other(datum, "bytes");
        }

        @Override
        public boolean isEmpty() {
            return length == 0;
        }
    }

    /** One of several. */
    record Union(List<AvroStep> branches) implements AvroStep {
        @Override
        public void read(AvroBytes in, AvroDatum datum) throws MalformedAvroException {
            branches.get(in.readIndex(branches.size())).read(in, datum);
        }
    }

    /** One after the other, and then the whole of them. */
    record Fields(List<AvroStep> fields, AvroTarget target) implements AvroStep {
        @Override
        public void read(AvroBytes in, AvroDatum datum) throws MalformedAvroException {
            for (int f = 0; f < fields.size(); f++) {
                fields.get(f).read(in, datum);
            }
            target.other(datum, "an object");
        }

        @Override
        public boolean isEmpty() {
            return fields.stream().allMatch(AvroStep::isEmpty);
        }
    }

    /** A list or a map: items in blocks, and then the whole of them. */
    record Blocks(AvroStep item, boolean isOfNothing, AvroTarget target, String name) implements AvroStep {
        Blocks(AvroStep item, AvroTarget target, String name) {
            this(item, item.isEmpty(), target, name);
        }

        @Override
        public void read(AvroBytes in, AvroDatum datum) throws MalformedAvroException {
            for (long count = in.readBlock(); count != 0; count = in.readBlock()) {
                // An item without bytes can claim to be there any number of times, and says nothing.
                for (long i = 0; i < count && !isOfNothing; i++) {
                    item.read(in, datum);
                }
            }
            target.other(datum, name);
        }
    }

    /** A key and its value. */
    record Entry(AvroTarget.Named sensor, AvroStep value, AvroStep ignored) implements AvroStep {
        @Override
        public void read(AvroBytes in, AvroDatum datum) throws MalformedAvroException {
            int length = in.readLength();
            boolean wanted = sensor.names(datum, in.bytes(), in.position(), length);
            in.skip(length);
            (wanted ? value : ignored).read(in, datum);
        }
    }
}
