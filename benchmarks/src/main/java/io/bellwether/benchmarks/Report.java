package io.bellwether.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a command found out, in Markdown. */
public final class Report {
    private final List<String> lines = new ArrayList<>();

    public Report(String title) {
        lines.add("# " + title);
    }

    public void paragraph(String text) {
        lines.add("");
        lines.add(text);
    }

    public void heading(String text) {
        paragraph("## " + text);
    }

    public void block(List<String> block) {
        lines.add("");
        lines.addAll(block);
    }

    /** Prints it, and writes it into a file. */
    public void publish(PrintWriter out, Path file) throws IOException {
        out.println();
        lines.forEach(out::println);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
    }
}
