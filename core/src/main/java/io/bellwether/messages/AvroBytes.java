package io.bellwether.messages;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A cursor over the bytes of one Avro datum (Avro specification 1.12, Binary Encoding). It allocates nothing, and believes
 * no length before it has held it against the bytes that are there.
 */
final class AvroBytes {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST_NUMBER = 10; // bytes of a 64-bit number, 7 bits in each

    private final byte[] bytes;
    private int at;

    AvroBytes(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return at;
    }

    int remaining() {
        return bytes.length - at;
    }

    boolean readBoolean() throws MalformedAvroException {
        require(1);
        int truth = bytes[at++];
        if (truth != 0 && truth != 1) {
            throw malformed("a boolean is neither 0 nor 1");
        }
        return truth == 1;
    }

    float readFloat() throws MalformedAvroException {
        require(Float.BYTES);
        int bits = (int) INT.get(bytes, at);
        at += Float.BYTES;
        return Float.intBitsToFloat(bits);
    }

    double readDouble() throws MalformedAvroException {
        require(Double.BYTES);
        long bits = (long) LONG.get(bytes, at);
        at += Double.BYTES;
        return Double.longBitsToDouble(bits);
    }

    int readInt() throws MalformedAvroException {
        long number = readLong();
        if (number != (int) number) {
            throw malformed("an int has more than 32 bits");
        }
        return (int) number;
    }

    long readLong() throws MalformedAvroException {
        long zigzag = 0;
        for (int n = 0; n < LONGEST_NUMBER; n++) {
            require(1);
            int next = bytes[at++];
            zigzag |= (next & 0x7fL) << (7 * n);
            if (next >= 0) {
                if (n == LONGEST_NUMBER - 1 && next > 1) {
                    break;
                }
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
        throw malformed("a number has more than 64 bits");
    }

    /** How many items the next block of a list or a map has; 0 when there is none. */
    long readBlock() throws MalformedAvroException {
        long count = readLong();
        if (count >= 0) {
            return count;
        }
        readLong(); // how many bytes the block has: nothing that we rely on
        if (count == Long.MIN_VALUE) {
            throw malformed("a block has 2^63 items");
        }
        return -count;
    }

    /** The index of a union's branch or an enum's symbol, less than {@code count}. */
    int readIndex(int count) throws MalformedAvroException {
        long index = readLong();
        if (index < 0 || index >= count) {
            throw malformed("there is no branch or symbol " + index + ": the schema has " + count);
        }
        return (int) index;
    }

    /** The length of what follows, all of which is there. */
    int readLength() throws MalformedAvroException {
        long length = readLong();
        if (length < 0 || length > remaining()) {
            throw malformed("a length of " + length + " is not among the " + remaining() + " bytes left");
        }
        return (int) length;
    }

    void skip(int count) throws MalformedAvroException {
        require(count);
        at += count;
    }

    void requireEnd() throws MalformedAvroException {
        if (remaining() > 0) {
            throw malformed(remaining() + " bytes are left over");
        }
    }

    private void require(int count) throws MalformedAvroException {
        if (count > bytes.length - at) {
            throw malformed("the record ends in the middle of a value");
        }
    }

    private MalformedAvroException malformed(String what) {
        return new MalformedAvroException("no datum of the schema: " + what + ", at byte " + at);
    }
}
