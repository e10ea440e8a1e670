package io.bellwether.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.bellwether.messages.Rejection.Reason;
import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroReaderTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final String MILLIS = "ts {\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}";
    private static final String PUMP = AvroRecords.json(MILLIS, "flow double", "pressure [\"null\",\"double\"]");

    /** One of everything that may stand in a record, wanted or not. */
    private static final String MANY = AvroRecords.json(
            "line string",
            "head {\"type\":\"record\",\"name\":\"Head\",\"fields\":[{\"name\":\"no\",\"type\":\"long\"},"
                    + "{\"name\":\"asset\",\"type\":[\"null\",\"string\",\"long\"]},"
                    + "{\"name\":\"at\",\"type\":[\"null\",\"long\",\"string\",\"double\"]}]}",
            "a double",
            "b [\"null\",\"float\",\"string\",\"boolean\"]",
            "asset {\"type\":\"map\",\"values\":{\"type\":\"array\",\"items\":[\"null\",\"bytes\"]}}",
            "c int",
            "d [\"long\",{\"type\":\"enum\",\"name\":\"Word\",\"symbols\":[\"LOW\",\"HIGH\"]}]",
            "e {\"type\":\"array\",\"items\":\"int\"}",
            "f [\"null\",{\"type\":\"record\",\"name\":\"Pair\",\"fields\":[{\"name\":\"x\",\"type\":\"double\"}]}]",
            "g boolean");

    @Test
    void decode_wide_givesOneReadingPerField() {
        GenericRecord record = new GenericRecordBuilder(parse(PUMP))
                .set("ts", NOW)
                .set("flow", 1.5)
                .set("pressure", null)
                .build();

        assertThat(decode(wide(PUMP), AvroRecords.write(record)))
                .isEqualTo(new Decoded.Accepted(
                        "pump-1",
                        List.of(
                                new Reading("pump-1", "flow", NOW, 1.5, Quality.GOOD),
                                new Reading("pump-1", "pressure", NOW, Double.NaN, Quality.BAD)),
                        List.of()));
    }

    /** Avro's library reads the record into a tree, which is written as JSON: both ways must say the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void decode_anyRecord_isWhatTheSameInJsonIs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TelemetryMapping usual = TelemetryMapping.wide();
        TelemetryDecoder avro = new TelemetryDecoder(
                AvroRecords.mapping(usual, "/head/asset", "/head/at", EventTime.AUTO, "", MANY, AvroHeader.NONE));
        TelemetryDecoder json = new TelemetryDecoder(
                AvroRecords.mapping(usual, "/head/asset", "/head/at", EventTime.AUTO, "", "", AvroHeader.NONE));
        int accepted = 0;
        for (int i = 0; i < 2000; i++) {
            GenericRecord record = random(random);

            Decoded decoded = avro.decode(null, AvroRecords.write(record), NOW);

            assertThat(decoded)
                    .as("record %s of seed %s: %s", i, seed, record)
                    .isEqualTo(json.decode(null, json(record).getBytes(UTF_8), NOW));
            accepted += decoded instanceof Decoded.Accepted ? 1 : 0;
        }
        assertThat(accepted).isBetween(500, 1900);
    }

    private static GenericRecord random(SplittableRandom random) {
        Schema schema = parse(MANY);
        GenericRecord head = new GenericData.Record(schema.getField("head").schema());
        head.put("no", random.nextLong());
        head.put("asset", Arrays.asList("pump-1", "pump-2", 17L, "", null).get(random.nextInt(5)));
        head.put(
                "at",
                Arrays.asList(NOW, NOW / 1000, "2026-12-31T23:59:59.5Z", 1.75e9, "soon", null, Long.MAX_VALUE)
                        .get(random.nextInt(7)));
        Schema word = schema.getField("d").schema().getTypes().get(1);
        GenericRecord pair =
                new GenericData.Record(schema.getField("f").schema().getTypes().get(1));
        pair.put("x", 1.0);
        Map<String, Object> map = new LinkedHashMap<>();
        for (int n = random.nextInt(3); n > 0; n--) {
            map.put("key" + n, Arrays.asList(null, ByteBuffer.wrap(new byte[n])));
        }
        return new GenericRecordBuilder(schema)
                .set("line", "x".repeat(random.nextInt(200)))
                .set("head", head)
                .set(
                        "a",
                        List.of(1.5, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, 4e-320)
                                .get(random.nextInt(5)))
                .set("b", Arrays.asList(null, 0.25f, "high\n", true).get(random.nextInt(4)))
                .set("asset", map)
                .set("c", random.nextInt())
                .set("d", random.nextBoolean() ? random.nextLong() : new GenericData.EnumSymbol(word, "HIGH"))
                .set("e", random.nextBoolean() ? List.of() : List.of(1, 2, 3))
                .set("f", random.nextBoolean() ? null : pair)
                .set("g", random.nextBoolean())
                .build();
    }

    private static String json(GenericRecord record) {
        StringBuilder json = new StringBuilder("{");
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            json.append(json.length() > 1 ? "," : "")
                    .append('"')
                    .append(field.name())
                    .append("\":");
            if (value instanceof GenericRecord inner) {
                json.append(json(inner));
            } else if (value instanceof CharSequence || value instanceof GenericData.EnumSymbol) {
                json.append('"').append(value.toString().replace("\n", "\\n")).append('"');
            } else if (value instanceof Map) {
                json.append("{}");
            } else {
                json.append(value);
            }
        }
        return json.append('}').toString();
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp-millis, auto, 1750000000, 1750000",
        "timestamp-micros, auto, 1750000000123499, 1750000000123",
        "timestamp-nanos, auto, 1750000000123000000, 1750000000123",
        "local-timestamp-micros, auto, 17500, 18",
        "none, auto, 1750000000, 1750000000000",
        "none, micros, 1750000000, 1750000",
        "timestamp-millis, seconds, 1750000, 1750000000"
    })
    void decode_timeAsLong_isTakenAsTheFormatOrTheLogicalTypeSays(
            String logicalType, String format, long written, long millis) {
        String schema =
                AvroRecords.json("ts {\"type\":\"long\",\"logicalType\":\"" + logicalType + "\"}", "flow double");
        TelemetryDecoder decoder = new TelemetryDecoder(AvroRecords.mapping(
                TelemetryMapping.wide(),
                "",
                "/ts",
                EventTime.valueOf(format.toUpperCase(Locale.ROOT)),
                "",
                schema,
                AvroHeader.NONE));
        byte[] record = AvroRecords.write(new GenericRecordBuilder(parse(schema))
                .set("ts", written)
                .set("flow", 1.0)
                .build());

        long expected = millis == 1750000 && format.equals("auto") ? written : millis;
        assertThat(decode(decoder, record))
                .isEqualTo(new Decoded.Accepted(
                        "pump-1", List.of(new Reading("pump-1", "flow", expected, 1, Quality.GOOD)), List.of()));
    }

    @Test
    void decode_valuesInAMap_givesOneReadingPerEntry() {
        String schema = AvroRecords.json(
                MILLIS, "values {\"type\":\"map\",\"values\":[\"null\",\"double\",\"string\"]}", "asset string");
        TelemetryDecoder decoder = new TelemetryDecoder(AvroRecords.mapping(
                TelemetryMapping.wide(), "/asset", "/ts", EventTime.AUTO, "/values", schema, AvroHeader.NONE));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("TI-101.PV", 1.5);
        values.put("line", "A");
        values.put("PI-7", null);
        values.put("FI 3", "high");
        GenericRecordBuilder record =
                new GenericRecordBuilder(parse(schema)).set("ts", NOW).set("asset", "p");

        Decoded decoded =
                decode(decoder, AvroRecords.write(record.set("values", values).build()));

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Accepted.class, accepted -> {
            assertThat(accepted.asset()).isEqualTo("p");
            assertThat(accepted.readings())
                    .containsExactlyInAnyOrder(
                            new Reading("p", "TI-101.PV", NOW, 1.5, Quality.GOOD),
                            new Reading("p", "PI-7", NOW, Double.NaN, Quality.BAD),
                            new Reading("p", "FI 3", NOW, Double.NaN, Quality.REJECTED));
            assertThat(accepted.rejections())
                    .containsExactly(new Rejection(Reason.NOT_A_NUMBER, "sensor 'FI 3' is the text 'high'"));
        });
        assertThat(decode(
                        decoder,
                        AvroRecords.write(record.set("values", Map.of()).build())))
                .isEqualTo(new Decoded.Rejected(new Rejection(Reason.NO_READINGS, "the record names no sensor")));
    }

    @Test
    void decode_valuesInARecordThatMayBeMissing_isRefusedWithoutIt() {
        String schema = AvroRecords.json(
                MILLIS,
                "values [\"null\",{\"type\":\"record\",\"name\":\"V\",\"fields\":"
                        + "[{\"name\":\"flow\",\"type\":\"int\"},{\"name\":\"line\",\"type\":\"int\"}]}]");
        TelemetryDecoder decoder = new TelemetryDecoder(AvroRecords.mapping(
                TelemetryMapping.wide(), "", "/ts", EventTime.AUTO, "/values", schema, AvroHeader.NONE));

        assertThat(decode(decoder, bytes("00 02 0c 02"))) // time 0; branch 1: flow 6, line 1
                .isEqualTo(new Decoded.Accepted(
                        "pump-1", List.of(new Reading("pump-1", "flow", 0, 6, Quality.GOOD)), List.of()));
        assertThat(decode(decoder, bytes("00 00")))
                .isEqualTo(new Decoded.Rejected(new Rejection(Reason.NO_READINGS, "no object at /values")));
    }

    /** The same table for both formats: sensor, value, quality; a missing field of JSON is a null of Avro's. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "flow, 1.5, GOOD", "flow, 1.5, BAD", "flow, 1.5, null", "flow, null, GOOD", "flow, null, BAD",
                        "flow, high, GOOD",
                "flow, high, BAD", "flow, NaN, GOOD", "flow, NaN, BAD", "'', 1.5, GOOD", "null, 1.5, GOOD",
                        "flow, 1.5, 192",
                "flow, 1.5, 0", "flow, 1.5, true", "flow, 1.5, false"
            })
    void decode_perTag_isWhatTheSameInJsonIs(String sensor, String value, String quality) {
        String schema = AvroRecords.json(
                "quality [\"null\",\"string\",\"int\",\"boolean\"]",
                "value [\"null\",\"double\",\"string\"]",
                "tag [\"null\",\"string\"]",
                "timestamp string");
        Object number = value == null || value.equals("high") ? value : (Object) Double.valueOf(value);
        Object mark = quality;
        if (quality != null && Character.isDigit(quality.charAt(0))) {
            mark = Integer.valueOf(quality);
        } else if (quality != null && Character.isLowerCase(quality.charAt(0))) {
            mark = Boolean.valueOf(quality);
        }
        GenericRecord record = new GenericRecordBuilder(parse(schema))
                .set("quality", mark)
                .set("value", number)
                .set("tag", sensor)
                .set("timestamp", "2026-12-31T23:59:59Z")
                .build();

        assertThat(decode(new TelemetryDecoder(AvroRecords.perTag(schema)), AvroRecords.write(record)))
                .isEqualTo(decode(
                        new TelemetryDecoder(TelemetryMapping.perTag()),
                        json(record).getBytes(UTF_8)));
    }

    @Test
    void decode_perTagWithoutQuality_isGood() {
        String schema = AvroRecords.json(
                "timestamp long",
                "tag {\"type\":\"enum\",\"name\":\"Tag\",\"symbols\":[\"flow\",\"heat\"]}",
                "value long");
        assertThat(decode(new TelemetryDecoder(AvroRecords.perTag(schema)), bytes("02 02 0c")))
                .isEqualTo(new Decoded.Accepted(
                        "pump-1", List.of(new Reading("pump-1", "heat", 1000, 6, Quality.GOOD)), List.of()));
    }

    @Test
    void decode_headers_areReadAndChecked() throws IOException {
        GenericRecord record = new GenericRecordBuilder(parse(PUMP))
                .set("ts", NOW)
                .set("flow", 1.5)
                .set("pressure", 2.5)
                .build();
        byte[] plain = AvroRecords.write(record);
        ByteBuffer encoded = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), parse(PUMP)).encode(record);
        byte[] single = new byte[encoded.remaining()];
        encoded.get(single);
        byte[] confluent = ByteBuffer.allocate(plain.length + 5)
                .put((byte) 0)
                .putInt(4711)
                .put(plain)
                .array();
        Decoded expected = decode(wide(PUMP), plain);

        assertThat(expected).isInstanceOf(Decoded.Accepted.class);
        assertThat(decode(header(AvroHeader.SINGLE_OBJECT), single)).isEqualTo(expected);
        assertThat(decode(header(AvroHeader.CONFLUENT), confluent)).isEqualTo(expected);
        byte[] otherSchema = single.clone();
        otherSchema[2]++;
        assertRejected(decode(header(AvroHeader.SINGLE_OBJECT), otherSchema), "written with the schema of fingerprint");
        assertRejected(decode(header(AvroHeader.SINGLE_OBJECT), plain), "does not begin with C3 01");
        assertRejected(decode(header(AvroHeader.SINGLE_OBJECT), bytes("c3 01 00")), "does not begin with C3 01");
        assertRejected(decode(header(AvroHeader.CONFLUENT), single), "does not begin with a zero byte");
        assertRejected(decode(header(AvroHeader.CONFLUENT), bytes("00 00")), "does not begin with a zero byte");
    }

    static Stream<Arguments> malformed() {
        String text = AvroRecords.json("ts long", "flow double", "line string");
        String list = AvroRecords.json("ts long", "flow int", "line {\"type\":\"array\",\"items\":\"null\"}");
        String truth = AvroRecords.json("ts long", "flow int", "line boolean");
        String fixed =
                AvroRecords.json("ts int", "flow int", "line {\"type\":\"fixed\",\"name\":\"F\",\"size\":2000000000}");
        String flow = "00 00 00 00 00 00 00 00 ";
        return Stream.of(
                Arguments.of("truncated", PUMP, "00 00 00", "the record ends in the middle of a value"),
                Arguments.of("trailing", PUMP, "00 " + flow + "00 11 22", "2 bytes are left over, at byte 10"),
                Arguments.of("no such branch", PUMP, "00 " + flow + "04", "there is no branch or symbol 2"),
                Arguments.of("branch -1", PUMP, "00 " + flow + "01", "there is no branch or symbol -1"),
                Arguments.of("endless number", PUMP, "ff ff ff ff ff ff ff ff ff ff ff 01", "more than 64 bits"),
                Arguments.of("65 bits", PUMP, "ff ff ff ff ff ff ff ff ff 02", "more than 64 bits"),
                Arguments.of("33 bits", fixed, "80 80 80 80 20 00", "an int has more than 32 bits"),
                Arguments.of("2 GB", text, "00 " + flow + "fe ff ff ff 0f 61", "a length of 2147483647"),
                Arguments.of("2^62", text, "00 " + flow + "ff ff ff ff ff ff ff ff 7f 61", "a length of -"),
                Arguments.of("-1", text, "00 " + flow + "01 61", "a length of -1 is not among the 1 bytes left"),
                Arguments.of("a huge fixed", fixed, "00 00 01", "the record ends in the middle of a value"),
                Arguments.of("2^62 nulls", list, "00 00 fe ff ff ff ff ff ff ff 7f", "the record ends in the middle"),
                Arguments.of(
                        "-2^63 nulls", list, "00 00 ff ff ff ff ff ff ff ff ff 01 00 00", "a block has 2^63 items"),
                Arguments.of("boolean 2", truth, "00 00 02", "a boolean is neither 0 nor 1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void decode_malformed_isRejectedAndTakesNoRoom(String name, String schema, String record, String detail) {
        TelemetryDecoder decoder = wide(schema);
        assertRejected(decode(decoder, bytes(record)), detail); // first of all, whatever is loaded once
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        byte[] datum = bytes(record);
        byte[] key = "pump-1".getBytes(UTF_8);

        long before = threads.getThreadAllocatedBytes(thread);
        Decoded decoded = decoder.decode(key, datum, NOW);

        assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(50_000);
        assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
    }

    @Test
    void decode_badFields_areRejectedForTheReasonsOfJson() {
        byte[] good = AvroRecords.write(new GenericRecordBuilder(parse(PUMP))
                .set("ts", NOW + 3_600_001)
                .set("flow", 1.5)
                .set("pressure", 2.5)
                .build());

        assertReason(wide(PUMP).decode(new byte[1], new byte[0], NOW), Reason.EMPTY);
        assertReason(wide(PUMP).decode(new byte[1], null, NOW), Reason.EMPTY);
        assertReason(wide(PUMP).decode(new byte[1], new byte[300_000], NOW), Reason.TOO_LARGE);
        assertReason(wide(PUMP).decode(null, good, NOW), Reason.NO_ASSET);
        assertReason(wide(PUMP).decode(new byte[0], good, NOW), Reason.NO_ASSET);
        assertReason(wide(PUMP).decode(new byte[1], good, NOW), Reason.IN_THE_FUTURE);
        assertThat(wide(PUMP).decode(new byte[1], good, NOW + 1)).isInstanceOf(Decoded.Accepted.class);
        String nullTime = AvroRecords.json("ts [\"null\",\"double\"]", "flow double");
        assertReason(decode(wide(nullTime), bytes("00 00 00 00 00 00 00 00 00")), Reason.NO_TIMESTAMP);
        assertReason(
                decode(wide(nullTime), bytes("02 00 00 00 00 00 00 f8 7f 00 00 00 00 00 00 00 00")),
                Reason.BAD_TIMESTAMP);
    }

    /** What Avro's own reader refuses is refused; of the rest, only what has bits to spare, which Avro drops. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void decode_mutatedBytes_neverThrowsAndAgreesWithAvro(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TelemetryDecoder decoder = new TelemetryDecoder(AvroRecords.mapping(
                TelemetryMapping.wide(), "/head/asset", "/head/at", EventTime.AUTO, "", MANY, AvroHeader.NONE));
        int readable = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] record = AvroRecords.write(random(random));
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                record[random.nextInt(record.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(record.length) + 1 : record.length;
            byte[] mutated = Arrays.copyOf(record, length);

            Decoded decoded = decoder.decode(null, mutated, NOW);

            boolean malformed = decoded instanceof Decoded.Rejected rejected
                    && rejected.rejection().reason() == Reason.NOT_AVRO;
            boolean readByAvro = avroReads(mutated);
            boolean bitsToSpare = decoded.toString().matches(".*(neither 0 nor 1|more than (32|64) bits).*");
            assertThat(malformed)
                    .as("%s: %s", HexFormat.of().formatHex(mutated), decoded)
                    .isEqualTo(!readByAvro || bitsToSpare);
            readable += readByAvro ? 1 : 0;
        }
        assertThat(readable).isBetween(500, 4500);
    }

    private static boolean avroReads(byte[] record) {
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(record, null);
            new GenericDatumReader<GenericRecord>(parse(MANY)).read(null, decoder);
            return decoder.isEnd();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return false;
        }
    }

    private static void assertRejected(Decoded decoded, String detail) {
        assertReason(decoded, Reason.NOT_AVRO);
        assertThat(decoded.toString()).contains(detail).hasSizeLessThan(300);
    }

    private static void assertReason(Decoded decoded, Reason reason) {
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Rejected.class,
                        rejected -> assertThat(rejected.rejection().reason()).isEqualTo(reason));
    }

    private static Schema parse(String schema) {
        return new Schema.Parser().parse(schema);
    }

    private static TelemetryDecoder wide(String schema) {
        return new TelemetryDecoder(AvroRecords.wide(schema, AvroHeader.NONE));
    }

    private static TelemetryDecoder header(AvroHeader header) {
        return new TelemetryDecoder(AvroRecords.wide(PUMP, header));
    }

    private static Decoded decode(TelemetryDecoder decoder, byte[] record) {
        return decoder.decode("pump-1".getBytes(UTF_8), record, NOW);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
