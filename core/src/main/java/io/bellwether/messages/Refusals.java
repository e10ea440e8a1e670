package io.bellwether.messages;

import io.bellwether.messages.Rejection.Reason;
import org.jspecify.annotations.Nullable;

/** Why a record is refused as a whole, in words that are the same for every format. */
final class Refusals {
    private static final int SHOWN = 120; // characters

    private final TelemetryMapping mapping;

    Refusals(TelemetryMapping mapping) {
        this.mapping = mapping;
    }

    static Decoded of(Reason reason, String detail) {
        return new Decoded.Rejected(new Rejection(reason, detail));
    }

    Decoded noAsset() {
        return of(
                Reason.NO_ASSET,
                mapping.asset().isEmpty() ? "the record has no key" : "no asset at " + mapping.asset());
    }

    Decoded noTimestamp() {
        return of(Reason.NO_TIMESTAMP, "no timestamp at " + mapping.time());
    }

    Decoded badTimestamp(String found) {
        return of(Reason.BAD_TIMESTAMP, "the timestamp at " + mapping.time() + " is " + found);
    }

    /** Refuses an event time too far ahead of the record's own; null when it is not. */
    @Nullable
    Decoded inTheFuture(long millis, long recordTime) {
        long ahead = millis - recordTime;
        return ahead <= mapping.maxAhead().toMillis()
                ? null
                : of(
                        Reason.IN_THE_FUTURE,
                        "the timestamp " + EventTime.format(millis) + " lies " + ahead / 1000
                                + " s ahead of the record's own; "
                                + mapping.maxAhead().toSeconds() + " s are allowed");
    }

    Decoded noValues() {
        return of(Reason.NO_READINGS, "no object at " + mapping.values());
    }

    Decoded noSensor() {
        return of(Reason.NO_READINGS, "the record names no sensor");
    }

    Decoded noReading() {
        return of(Reason.NO_READINGS, "no sensor at " + mapping.sensor() + " or no value at " + mapping.value());
    }

    static String describe(String text) {
        return "the text '" + shorten(text) + "'";
    }

    static String shorten(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}
