package io.bellwether.messages;

/** Bytes that are no datum of the schema. Stays within this package, and has no stack trace: bad records may be many. */
final class MalformedAvroException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedAvroException(String message) {
        super(message, null, false, false);
    }
}
