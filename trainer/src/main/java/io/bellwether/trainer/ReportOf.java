package io.bellwether.trainer;

import io.bellwether.trainer.evaluate.EvaluationTable;
import io.bellwether.trainer.evaluate.Summary;
import io.bellwether.trainer.report.AssetSections;
import io.bellwether.trainer.report.Report;
import io.bellwether.trainer.report.ReportTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report of a command: the figures that it prints, and plots. */
final class ReportOf {
    private ReportOf() {}

    /** Room for what will be shown of some files. */
    static AssetSections sections(List<Judge.Job> jobs) {
        Map<String, Integer> assets = new LinkedHashMap<>();
        jobs.forEach(job ->
                assets.put(job.path().toString(), job.table().distinctAssets().size()));
        return new AssetSections(assets);
    }

    /** @param more tables to show after the figures */
    static Report backtest(Summary summary, AssetSections sections, List<ReportTable> more) {
        return report("Backtest", summary, sections, more);
    }

    static Report evaluation(Summary summary, AssetSections sections) {
        return report("Evaluation", summary, sections, List.of());
    }

    private static Report report(String title, Summary summary, AssetSections sections, List<ReportTable> more) {
        List<String> headlines = new ArrayList<>();
        List<ReportTable> tables = new ArrayList<>();
        summary.evaluation().map(EvaluationTable::new).ifPresent(table -> {
            table.headline().ifPresent(headlines::add);
            tables.add(ReportTable.of("Figures", table.overall()));
        });
        summary.budget().map(EvaluationTable::line).ifPresent(headlines::add);
        tables.addAll(more);
        summary.evaluation()
                .filter(evaluation -> evaluation.files().size() > 1)
                .ifPresent(evaluation ->
                        tables.add(ReportTable.of("Figures by file", new EvaluationTable(evaluation).perFile())));
        if (headlines.isEmpty()) {
            headlines.add("No row is labelled, so nothing can be said of how good the alarms are.");
        }
        List<Report.Fact> facts = new ArrayList<>();
        facts.add(new Report.Fact("files", Integer.toString(summary.files())));
        facts.add(new Report.Fact("rows judged", Long.toString(summary.rows())));
        facts.addAll(sections.facts());
        return new Report(title, facts, headlines, tables, sections);
    }
}
