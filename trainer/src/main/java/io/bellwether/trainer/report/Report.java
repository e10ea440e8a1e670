package io.bellwether.trainer.report;

import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.files.Folders;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a model said of some data, as a page for a browser: one file, without anything from elsewhere. The same report is
 * the same bytes, whenever and wherever it is written.
 *
 * @param title of the page
 * @param facts what was judged, in lines
 * @param headlines what to remember, in lines
 * @param tables figures, and whatever else is to be read
 * @param sections what is to be seen, by asset
 */
public record Report(
        String title, List<Fact> facts, List<String> headlines, List<ReportTable> tables, AssetSections sections) {
    /** Something to know about a report. */
    public record Fact(String name, String value) {}

    public Report {
        facts = List.copyOf(facts);
        headlines = List.copyOf(headlines);
        tables = List.copyOf(tables);
    }

    /**
     * Writes the page.
     *
     * @throws UsageError when it cannot be written
     */
    public void write(Path file) {
        try {
            Folders.makeFor(file);
            try (Writer out = Files.newBufferedWriter(file)) {
                Page.write(this, out);
            }
        } catch (IOException e) {
            throw new UsageError("the report cannot be written, " + file + ": check the path and its permissions", e);
        }
    }
}
