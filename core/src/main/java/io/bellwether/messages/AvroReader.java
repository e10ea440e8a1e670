package io.bellwether.messages;

import io.bellwether.messages.Rejection.Reason;
import io.bellwether.messages.TelemetryMapping.Layout;
import org.jspecify.annotations.Nullable;

/** Reads Avro records, value by value, without a tree. Safe to share between threads. */
final class AvroReader {
    private final TelemetryMapping mapping;
    private final Refusals refusals;
    private final AvroHeader header;
    private final NameCache names = new NameCache();
    private final AvroPlan plan;

    /** @throws IllegalArgumentException when the schema cannot be read, or has not what the mapping names */
    AvroReader(TelemetryMapping mapping, TelemetryFormat.Avro format) {
        this.mapping = mapping;
        this.refusals = new Refusals(mapping);
        this.header = format.header();
        this.plan = AvroPlan.of(format.schema(), mapping, names);
    }

    Decoded decode(byte @Nullable [] key, byte[] record, long recordTime) {
        AvroDatum datum = new AvroDatum(plan.sensors());
        try {
            AvroBytes in = new AvroBytes(record, header.end(record, plan.fingerprint()));
            plan.record().read(in, datum);
            in.requireEnd();
        } catch (MalformedAvroException e) {
            return Refusals.of(Reason.NOT_AVRO, String.valueOf(e.getMessage()));
        }
        String asset = datum.asset;
        if (mapping.asset().isEmpty()) {
            asset = key == null ? "" : names.of(key, 0, key.length);
        }
        if (asset.isEmpty()) {
            return refusals.noAsset();
        }
        if (!datum.hasTime) {
            return refusals.noTimestamp();
        }
        if (datum.millis.isEmpty()) {
            return refusals.badTimestamp(datum.badTime);
        }
        Decoded future = refusals.inTheFuture(datum.millis.getAsLong(), recordTime);
        if (future != null) {
            return future;
        }
        return mapping.layout() == Layout.WIDE ? wide(asset, datum) : perTag(asset, datum);
    }

    private Decoded wide(String asset, AvroDatum datum) {
        if (!datum.hasValues) {
            return refusals.noValues();
        }
        return datum.size() == 0 ? refusals.noSensor() : datum.wide(asset);
    }

    private Decoded perTag(String asset, AvroDatum datum) {
        boolean nothing = datum.name.isEmpty() || (datum.good && datum.size() == 0);
        return nothing ? refusals.noReading() : datum.perTag(asset);
    }
}
