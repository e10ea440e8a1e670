package io.bellwether.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.artifact.ModelFile;
import io.bellwether.trainer.Cli;
import io.bellwether.trainer.Samples;
import io.bellwether.trainer.data.CsvFiles;
import io.bellwether.trainer.data.CsvOptions;
import io.bellwether.trainer.data.CsvTable;
import io.bellwether.trainer.evaluate.Predictions;
import io.bellwether.trainer.threads.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than a page can show. */
class AssetSectionsTest {
    private static final int ROWS = 2_000;

    @TempDir
    private Path folder;

    private CsvTable table(String name) throws Exception {
        Path file = Samples.csv(folder.resolve(name + ".csv"), ROWS, 1_500, 3);
        return CsvFiles.read(List.of(file), CsvOptions.labelled("fault", Set.of()), warning -> {})
                .get(0);
    }

    private ModelArtifact model() throws Exception {
        Path normal = Samples.csv(folder.resolve("pump.csv"), 600, 600, 1);
        Cli train = Cli.run(
                "train", "--data=" + normal, "--label=fault", "--kind=pca", "--out=" + folder.resolve("pump.bw"));
        assertThat(train.code()).as(train.err()).isZero();
        return ModelFile.read(Files.readAllBytes(folder.resolve("pump.bw")));
    }

    private static void judge(AssetSections sections, String file, CsvTable table, ModelArtifact model) {
        IntPredicate all = row -> true;
        try (Workers workers = new Workers(1)) {
            FileWatch watch = sections.watch(file, table, model, all, Map.of());
            watch.done(Predictions.of(table, model, workers, watch, warning -> {}));
        }
    }

    private JsonNode written(AssetSections sections) throws Exception {
        new Report("Backtest", List.of(), List.of(), List.of(), sections).write(folder.resolve("report.html"));
        return ReportPage.of(folder.resolve("report.html")).data();
    }

    @Test
    void sections_ofManyAssets_holdFewerPointsButEveryExtremeAndExactAlarms() throws Exception {
        ModelArtifact model = model();
        CsvTable table = table("pump");
        AssetSections alone = new AssetSections(Map.of("pump.csv", 1));
        judge(alone, "pump.csv", table, model);
        JsonNode whole = written(alone).path("assets").path(0);
        Map<String, Integer> many = new LinkedHashMap<>();
        many.put("pump.csv", 1);
        many.put("others.csv", 349);
        AssetSections together = new AssetSections(many);

        judge(together, "pump.csv", table, model);

        JsonNode crowded = written(together);
        JsonNode asset = crowded.path("assets").path(0);
        assertThat(crowded.path("assetsLeftOut").asInt()).isEqualTo(150);
        assertThat(whole.path("times")).hasSize(ROWS);
        assertThat(asset.path("framesPerPair").asInt()).isEqualTo(8);
        assertThat(asset.path("times")).hasSize(ROWS / 4);
        assertThat(asset.path("frames").asInt()).isEqualTo(ROWS);
        for (String exact : List.of("alarms", "events", "falseAlarms", "histogram", "found", "end")) {
            assertThat(asset.path(exact)).as(exact).isEqualTo(whole.path(exact));
        }
        for (int point = 0; point < ROWS / 4; point += 2) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int frame = 4 * point; frame < 4 * point + 8; frame++) {
                double value = whole.path("sensors")
                        .path(0)
                        .path("observed")
                        .path(frame)
                        .asDouble();
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            JsonNode observed = asset.path("sensors").path(0).path("observed");
            assertThat(List.of(
                            observed.path(point).asDouble(),
                            observed.path(point + 1).asDouble()))
                    .containsExactlyInAnyOrder(low, high);
        }
    }

    @Test
    void sections_ofFilesJudgedInAnotherOrder_standInTheOrderGiven() throws Exception {
        ModelArtifact model = model();
        Map<String, Integer> files = new LinkedHashMap<>();
        files.put("b.csv", 1);
        files.put("a.csv", 1);
        AssetSections sections = new AssetSections(files);

        judge(sections, "a.csv", table("a"), model);
        judge(sections, "b.csv", table("b"), model);

        assertThat(written(sections).path("assets").findValuesAsText("file")).containsExactly("b.csv", "a.csv");
    }

    @Test
    void sections_beyondWhatAPageHolds_areLeftOut() throws Exception {
        Map<String, Integer> files = new LinkedHashMap<>();
        files.put("first.csv", 200);
        files.put("pump.csv", 1);
        AssetSections sections = new AssetSections(files);

        judge(sections, "pump.csv", table("pump"), model());

        assertThat(written(sections).path("assets")).isEmpty();
        assertThat(written(sections).path("assetsLeftOut").asInt()).isEqualTo(1);
    }
}
