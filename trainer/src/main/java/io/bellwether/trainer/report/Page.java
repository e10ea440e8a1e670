package io.bellwether.trainer.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The page of a report: a frame of HTML with style, data and script put into it. */
final class Page {
    private static final String STYLE = "{{style}}";
    private static final String DATA = "{{data}}";
    private static final String SCRIPT = "{{script}}";
    /** Parts of one script, in order. */
    private static final List<String> SCRIPTS =
            List.of("basics.js", "canvas.js", "panels.js", "plots.js", "threshold.js", "page.js");

    private Page() {}

    static void write(Report report, Writer out) throws IOException {
        String frame = resource("page.html");
        int style = frame.indexOf(STYLE);
        int data = frame.indexOf(DATA);
        int script = frame.indexOf(SCRIPT);
        out.write(frame, 0, style);
        out.write(resource("page.css"));
        out.write(frame.substring(style + STYLE.length(), data));
        new ReportJson(out).write(report);
        out.write(frame.substring(data + DATA.length(), script));
        for (String part : SCRIPTS) {
            out.write(resource(part));
        }
        out.write(frame.substring(script + SCRIPT.length()));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its own file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
