package io.bellwether.trainer.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A written report, taken apart. */
record ReportPage(String html) {
    private static final String BEGIN = "<script id=\"data\" type=\"application/json\">";
    private static final String END = "</script>";

    static ReportPage of(Path file) throws IOException {
        return new ReportPage(Files.readString(file));
    }

    String json() {
        int from = html.indexOf(BEGIN) + BEGIN.length();
        return html.substring(from, html.indexOf(END, from));
    }

    JsonNode data() throws IOException {
        return new ObjectMapper().readTree(json());
    }

    /** Everything but the data. */
    String frame() {
        int from = html.indexOf(BEGIN) + BEGIN.length();
        return html.substring(0, from) + html.substring(html.indexOf(END, from));
    }
}
