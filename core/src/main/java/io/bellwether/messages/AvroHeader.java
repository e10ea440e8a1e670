package io.bellwether.messages;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What stands in a record before the Avro datum. */
public enum AvroHeader {
    /** Nothing. */
    NONE {
        @Override
        int end(byte[] record, long fingerprint) {
            return 0;
        }
    },
    /** Avro's single-object encoding: C3 01 and the schema's fingerprint, which must be the known schema's. */
    SINGLE_OBJECT {
        @Override
        int end(byte[] record, long fingerprint) throws MalformedAvroException {
            if (record.length < 10 || record[0] != (byte) 0xc3 || record[1] != 1) {
                throw new MalformedAvroException(
                        "the record does not begin with C3 01 and a fingerprint, as Avro's single-object encoding does");
            }
            long written =
                    ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
            if (written != fingerprint) {
                throw new MalformedAvroException(String.format(
                        "the record was written with the schema of fingerprint %016x, not with the known one of %016x",
                        written, fingerprint));
            }
            return 10;
        }
    },
    /** A zero byte and four bytes with the schema's id in a registry, as Confluent's serializers write; not looked up. */
    CONFLUENT {
        @Override
        int end(byte[] record, long fingerprint) throws MalformedAvroException {
            if (record.length < 5 || record[0] != 0) {
                throw new MalformedAvroException(
                        "the record does not begin with a zero byte and a schema id of four bytes");
            }
            return 5;
        }
    };

    /** What {@link #SINGLE_OBJECT} writes before a datum. */
    static byte[] singleObject(long fingerprint) {
        return ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xc3)
                .put((byte) 1)
                .putLong(fingerprint)
                .array();
    }

    /**
     * Where the datum begins.
     *
     * @param fingerprint of the known schema, CRC-64-AVRO
     */
    abstract int end(byte[] record, long fingerprint) throws MalformedAvroException;
}
