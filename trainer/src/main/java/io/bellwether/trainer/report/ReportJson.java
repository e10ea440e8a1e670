package io.bellwether.trainer.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import io.bellwether.scoring.Evidence;
import io.bellwether.series.Sensor;
import io.bellwether.trainer.evaluate.RowRun;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The data of a report, as its script reads them. Times are milliseconds since the epoch, but within an asset since its
 * first judged slot; spans of time end before their second number. Nothing that a user may have named can end the
 * element that the JSON stands in.
 */
final class ReportJson {
    private static final int FEW_DIGITS = 3; // for what is only seen as a colour and a percentage

    private final JsonGenerator json;

    ReportJson(Writer out) throws IOException {
        json = new JsonFactory().createGenerator(out);
        json.setCharacterEscapes(new NoMarkup());
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /** Writes {@code <}, {@code >} and {@code &} as JSON escapes. */
    private static final class NoMarkup extends CharacterEscapes {
        private static final int[] ESCAPES = escapes();

        private static int[] escapes() {
            int[] escapes = standardAsciiEscapesForJSON();
            for (char markup : new char[] {'<', '>', '&'}) {
                escapes[markup] = ESCAPE_STANDARD;
            }
            return escapes;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ESCAPES.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return null;
        }
    }

    void write(Report report) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", report.title());
        json.writeArrayFieldStart("facts");
        for (Report.Fact fact : report.facts()) {
            strings(List.of(fact.name(), fact.value()));
        }
        json.writeEndArray();
        json.writeFieldName("headlines");
        strings(report.headlines());
        json.writeArrayFieldStart("tables");
        for (ReportTable table : report.tables()) {
            table(table);
        }
        json.writeEndArray();
        json.writeNumberField("assetsLeftOut", report.sections().leftOut());
        json.writeArrayFieldStart("assets");
        for (AssetSection section : report.sections().inOrder()) {
            section(section);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }

    private void table(ReportTable table) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", table.title());
        json.writeFieldName("header");
        strings(table.header());
        json.writeArrayFieldStart("rows");
        for (List<String> row : table.rows()) {
            strings(row);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void section(AssetSection section) throws IOException {
        AssetLog log = section.log();
        json.writeStartObject();
        json.writeStringField("file", section.file());
        json.writeStringField("asset", section.asset());
        json.writeStringField("kind", section.kind());
        json.writeStringField("model", section.model().name());
        json.writeStringField("version", section.model().version());
        json.writeStringField("sha256", section.model().sha256());
        json.writeNumberField("start", log.from());
        json.writeNumberField("end", log.to() - log.from() + log.period());
        json.writeNumberField("period", log.period());
        json.writeNumberField("frames", log.frames());
        json.writeNumberField("framesPerPair", log.framesPerPair());
        number("threshold", log.threshold());
        json.writeNumberField("found", section.found());
        json.writeArrayFieldStart("times");
        for (int point = 0; point < log.points(); point++) {
            json.writeNumber(log.time(point) - log.from());
        }
        json.writeEndArray();
        numbers("score", log.points(), log::score);
        json.writeArrayFieldStart("sensors");
        for (int sensor : log.byContribution()) {
            sensor(log, sensor);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("events");
        for (int event = 0; event < log.events().size(); event++) {
            event(section, event);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("alarms");
        for (Alarm alarm : log.alarms()) {
            json.writeStartObject();
            span(log, Math.max(alarm.from(), log.from()), alarm.to());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("falseAlarms");
        for (RowRun alarm : section.falseAlarms()) {
            falseAlarm(log, alarm);
        }
        json.writeEndArray();
        histogram(log.histogram());
        tail(section.tail());
        json.writeEndObject();
    }

    private void sensor(AssetLog log, int sensor) throws IOException {
        Sensor named = log.sensors().get(sensor);
        json.writeStartObject();
        json.writeStringField("name", named.name());
        json.writeStringField("unit", named.unit());
        numbers("observed", log.points(), point -> log.observed(sensor, point));
        numbers("expected", log.points(), point -> log.expected(sensor, point));
        json.writeArrayFieldStart("contribution");
        for (int point = 0; point < log.points(); point++) {
            json.writeNumber(JsonNumber.of(log.contribution(sensor, point), FEW_DIGITS));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void event(AssetSection section, int number) throws IOException {
        AssetLog log = section.log();
        RowRun event = log.events().get(number);
        json.writeStartObject();
        span(log, log.slot(event.from()), log.slot(event.to()));
        OptionalLong alarm = section.firstAlarms().get(number);
        if (alarm.isPresent()) {
            json.writeNumberField("delay", alarm.getAsLong() - event.from());
        }
        Optional<Alarm> finder = section.finder(number);
        if (finder.isPresent()) {
            finding("opening", log, finder.get().opening());
        }
        Finding highest = log.highest(number);
        if (highest != null) {
            finding("highest", log, highest);
        }
        json.writeEndObject();
    }

    private void falseAlarm(AssetLog log, RowRun run) throws IOException {
        json.writeStartObject();
        span(log, log.slot(run.from()), log.slot(run.to()));
        Optional<Alarm> alarm = log.alarmAt(run.from());
        if (alarm.isPresent()) {
            number("ratio", alarm.get().highestRatio());
            finding("opening", log, alarm.get().opening());
        }
        json.writeEndObject();
    }

    private void finding(String name, AssetLog log, Finding finding) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("time", finding.time() - log.from());
        number("score", finding.score());
        number("ratio", finding.ratio());
        json.writeArrayFieldStart("sensors");
        for (Evidence evidence : finding.sensors()) {
            json.writeStartObject();
            json.writeStringField("name", evidence.sensor());
            number("contribution", evidence.contribution());
            number("observed", evidence.observed());
            number("expected", evidence.expected());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void histogram(@Nullable Histogram histogram) throws IOException {
        if (histogram == null) {
            return;
        }
        json.writeObjectFieldStart("histogram");
        numbers("edges", histogram.edges().size(), edge -> histogram.edges().get(edge));
        numbers("normal", histogram.normal().size(), bin -> histogram.normal().get(bin));
        numbers(
                "labelled",
                histogram.labelled().size(),
                bin -> histogram.labelled().get(bin));
        json.writeEndObject();
    }

    private void tail(TailPlot tail) throws IOException {
        json.writeObjectFieldStart("tail");
        json.writeStringField("note", tail.note());
        points("counted", tail.counted());
        points("fitted", tail.fitted());
        number("low", tail.low());
        number("high", tail.high());
        json.writeEndObject();
    }

    private void points(String name, List<TailPlot.Point> points) throws IOException {
        json.writeArrayFieldStart(name);
        for (TailPlot.Point point : points) {
            json.writeStartArray();
            json.writeNumber(JsonNumber.of(point.threshold()));
            json.writeNumber(JsonNumber.of(point.perDay()));
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private void span(AssetLog log, long first, long last) throws IOException {
        json.writeNumberField("from", first - log.from());
        json.writeNumberField("to", last + log.period() - log.from());
    }

    private void strings(List<String> texts) throws IOException {
        json.writeStartArray();
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void number(String name, double value) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(JsonNumber.of(value));
    }

    private void numbers(String name, int count, IntToDoubleFunction value) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < count; i++) {
            json.writeNumber(JsonNumber.of(value.applyAsDouble(i)));
        }
        json.writeEndArray();
    }
}
