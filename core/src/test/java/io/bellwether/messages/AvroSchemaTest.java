package io.bellwether.messages;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas that cannot do what the mapping asks of them are refused before the first record. */
class AvroSchemaTest {
    private static final String WIDE = "";

    static Stream<Arguments> refused() {
        String flow = "flow double";
        return Stream.of(
                Arguments.of("", WIDE, "this is no Avro schema: "),
                Arguments.of("{\"type\":\"rec", WIDE, "this is no Avro schema: "),
                Arguments.of("[]", WIDE, "the Avro schema is of the type [], not a record"),
                Arguments.of("17", WIDE, "this is no Avro schema: "),
                Arguments.of("{\"type\":\"record\",\"name\":\"R\"}", WIDE, "this is no Avro schema: "),
                Arguments.of("\"string\"", WIDE, "the Avro schema is of the type string, not a record"),
                Arguments.of(
                        AvroRecords.json("time long", flow),
                        WIDE,
                        "the Avro schema has no field /ts, where time points to; its fields are time, flow"),
                Arguments.of(
                        AvroRecords.json("ts boolean", flow),
                        WIDE,
                        "the field /ts, where time points to, is of the type boolean in the Avro schema; it must be one of"
                                + " string, int, long, float, double"),
                Arguments.of(
                        AvroRecords.json("ts [\"null\",{\"type\":\"int\",\"logicalType\":\"date\"}]", flow),
                        WIDE,
                        "the field /ts, where time points to, is of the type [null, int (date)] in the Avro schema;"),
                Arguments.of(
                        AvroRecords.json("ts long", "flow string", "asset double"),
                        WIDE,
                        "the Avro schema has no sensor: nothing in the record is a number"),
                Arguments.of(
                        AvroRecords.json("ts long", flow),
                        "/values",
                        "the Avro schema has no field /values, where values points to; its fields are ts, flow"),
                Arguments.of(
                        AvroRecords.json("ts long", "values {\"type\":\"array\",\"items\":\"double\"}"),
                        "/values",
                        "the Avro schema has no field /values, where values points to; its fields are ts, values"),
                Arguments.of(
                        AvroRecords.json("ts long", "values {\"type\":\"map\",\"values\":\"string\"}"),
                        "/values",
                        "the Avro schema has no sensor: nothing in /values is a number"),
                Arguments.of(
                        AvroRecords.json("ts long", flow, "next [\"null\",\"Reading\"]"),
                        WIDE,
                        "the Avro record Reading contains itself"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void schema_isOfNoUse_isRefusedInOneLine(String schema, String values, String message) {
        TelemetryMapping mapping = AvroRecords.mapping(
                TelemetryMapping.wide(),
                "",
                "/ts",
                EventTime.AUTO,
                values,
                schema.isEmpty() ? " " : schema,
                AvroHeader.NONE);

        assertRefused(mapping, message);
    }

    static Stream<Arguments> refusedPerTag() {
        return Stream.of(
                Arguments.of(
                        AvroRecords.json("timestamp long", "tag string"),
                        "the Avro schema has no field /value, where value points to; its fields are timestamp, tag"),
                Arguments.of(
                        AvroRecords.json("timestamp long", "tag int", "value double"),
                        "the field /tag, where sensor points to, is of the type int in the Avro schema; it must be one of"),
                Arguments.of(
                        AvroRecords.json("timestamp long", "tag string", "value string"),
                        "the field /value, where value points to, is of the type string in the Avro schema;"),
                Arguments.of(
                        AvroRecords.json("timestamp long", "tag string", "value int", "quality double"),
                        "the field /quality, where quality points to, is of the type double in the Avro schema;"));
    }

    @ParameterizedTest
    @MethodSource("refusedPerTag")
    void schemaPerTag_isOfNoUse_isRefusedInOneLine(String schema, String message) {
        assertRefused(AvroRecords.perTag(schema), message);
    }

    @Test
    void mapping_namesOneFieldTwiceOrTimeAsTextOnly_isRefused() {
        String schema = AvroRecords.json("ts long", "flow double");
        assertRefused(
                AvroRecords.mapping(TelemetryMapping.wide(), "/ts", "/ts", EventTime.AUTO, "", schema, AvroHeader.NONE),
                "time and asset cannot be one field, /ts, of an Avro record");
        assertRefused(
                AvroRecords.mapping(TelemetryMapping.wide(), "", "/ts", EventTime.ISO, "", schema, AvroHeader.NONE),
                "the field /ts, where time points to, is of the type long in the Avro schema; it must be one of string");
    }

    private static void assertRefused(TelemetryMapping mapping, String message) {
        assertThatThrownBy(() -> new TelemetryDecoder(mapping))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }
}
