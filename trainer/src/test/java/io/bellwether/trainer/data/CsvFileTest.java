package io.bellwether.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.series.Quality;
import io.bellwether.series.Sensor;
import io.bellwether.trainer.errors.RefusedError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {
    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();

    private CsvTable read(String text) throws IOException {
        return read(text, CsvOptions.plain());
    }

    private CsvTable read(String text, CsvOptions options) throws IOException {
        Path file = Files.writeString(folder.resolve("pump-1.csv"), text);
        return new CsvFile(options, warnings::add).read(file);
    }

    @Test
    void file_withCommas_isReadIntoColumns() throws IOException {
        CsvTable table = read("timestamp,a,b\n2026-01-01T00:00:00Z,1,2\n2026-01-01T00:00:01Z,3,4\n");

        assertThat(table.sensors()).containsExactly(new Sensor("a", ""), new Sensor("b", ""));
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.value(1, 0)).isEqualTo(3);
        assertThat(table.asset(0)).isEqualTo("pump-1");
        assertThat(table.isByAsset()).isFalse();
        assertThat(table.time(1) - table.time(0)).isEqualTo(1000);
        assertThat(table.timeText(0)).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void file_withSemicolonsDecimalCommasAndBom_isRead() throws IOException {
        Path file = folder.resolve("x.csv");
        Files.write(
                file,
                "\uFEFFdatetime;a\r\n2026-01-01 00:00:00;1,5\r\n2026-01-01 00:00:01;-0,25\r\n"
                        .getBytes(StandardCharsets.UTF_8));

        CsvTable table = new CsvFile(CsvOptions.plain(), warnings::add).read(file);

        assertThat(table.header()).containsExactly("datetime", "a");
        assertThat(table.value(0, 0)).isEqualTo(1.5);
        assertThat(table.value(1, 0)).isEqualTo(-0.25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T00:00:00Z",
                "2026-01-01T01:00:00+01:00",
                "2026-01-01 00:00:00",
                "2026-01-01 00:00",
                "1767225600",
                "1767225600.0",
                "1767225600000",
            })
    void time_inAnyNotation_isTheSame(String time) throws IOException {
        assertThat(read("time,a\n" + time + ",1\n").time(0)).isEqualTo(1_767_225_600_000L);
    }

    @Test
    void columns_labelAssetAndIgnored_areNoSensors() throws IOException {
        CsvOptions options = new CsvOptions(Optional.of("bad"), Set.of("note", "speed"), Map.of("flow", "l/s"));

        CsvTable table = read("""
                asset,ts,flow [m3/h],pressure [bar],bad,note,speed [1/s]
                p1,2026-01-01T00:00:00Z,1,2,0,x,5
                p2,2026-01-01T00:00:00Z,3,4,1,y,6
                p1,2026-01-01T00:00:01Z,5,6,,z,7
                """, options);

        assertThat(table.sensors()).containsExactly(new Sensor("flow", "l/s"), new Sensor("pressure", "bar"));
        assertThat(table.distinctAssets()).containsExactly("p1", "p2");
        assertThat(table.isByAsset()).isTrue();
        assertThat(table.isLabelled()).isTrue();
        assertThat(table.isAnomalous(0)).isFalse();
        assertThat(table.isAnomalous(1)).isTrue();
        assertThat(table.isAnomalous(2)).isFalse();
        assertThat(table.rowWithinAsset()).containsExactly(0, 0, 1);
    }

    @Test
    void value_missing_isAReadingOfBadQuality() throws IOException {
        CsvTable table = read("time,a,b\n1,,2\n2,NaN,3\n3,4,null\n");

        assertThat(table.value(0, 0)).isNaN();
        assertThat(table.readings(0, "p").get(0).quality()).isEqualTo(Quality.BAD);
        assertThat(table.readings(0, "p").get(1).quality()).isEqualTo(Quality.GOOD);
        assertThat(table.value(2, 1)).isNaN();
    }

    @Test
    void column_ofTextOnly_isLeftOutWithAWarning() throws IOException {
        CsvTable table = read("time,a,state\n1,1,on\n2,2,off\n");

        assertThat(table.sensors()).containsExactly(new Sensor("a", ""));
        assertThat(warnings).hasSize(1).first().asString().contains("column 'state'", "holds text and is left out");
    }

    @Test
    void text_beforeTheFirstNumber_isRefusedAtItsOwnLine() {
        assertThatThrownBy(() -> read("time,a,b\n1,1,x\n2,2,5\n"))
                .isInstanceOf(RefusedError.class)
                .hasMessageContaining("column 'b' holds 'x', not a number")
                .hasMessageContaining("line 2");
    }

    @Test
    void recording_ofRows_leavesAnomalousRunsOut() throws IOException {
        CsvTable table = read(
                "time,a,bad\n1,1,0\n2,1,1\n3,1,1\n4,1,0\n5,1,1\n",
                new CsvOptions(Optional.of("bad"), Set.of(), Map.of()));
        Recording.Builder recording = new Recording.Builder();

        table.addTo(recording, row -> true);

        AssetReadings readings = recording.build().assets().get(0);
        assertThat(readings.size()).isEqualTo(5);
        assertThat(readings.leftOut()).containsExactly(new Interval(2000, 3000), new Interval(5000, 5000));
    }

    @Test
    void files_ofOneAsset_mustFollowEachOtherInTime() throws IOException {
        Path one = Files.writeString(folder.resolve("a.csv"), "time,asset,x\n5,p,1\n6,p,2\n");
        Path two = Files.writeString(folder.resolve("b.csv"), "time,asset,x\n1,p,1\n2,p,2\n");
        Path three = Files.writeString(folder.resolve("c.csv"), "time,asset,x\n6,p,1\n");
        CsvFile reader = new CsvFile(CsvOptions.plain(), warnings::add);

        Recording joined = CsvFiles.recording(List.of(reader.read(one), reader.read(two)));

        assertThat(joined.assets().get(0).time(0)).isEqualTo(1000);
        assertThat(joined.assets().get(0).source()).isEqualTo("b.csv, a.csv");
        assertThatThrownBy(() -> CsvFiles.recording(List.of(reader.read(one), reader.read(three))))
                .hasMessageContaining("has rows up to 1970-01-01T00:00:06Z in another file already")
                .hasMessageContaining("c.csv");
    }

    @Test
    void files_withDifferentSensors_areRefusedByName() throws IOException {
        Path one = Files.writeString(folder.resolve("a.csv"), "time,x,y\n5,1,1\n");
        Path two = Files.writeString(folder.resolve("b.csv"), "time,x,z\n1,1,1\n");
        CsvFile reader = new CsvFile(CsvOptions.plain(), warnings::add);

        assertThatThrownBy(() -> CsvFiles.recording(List.of(reader.read(one), reader.read(two))))
                .isInstanceOf(RefusedError.class)
                .hasMessageContaining("b.csv lacks y and also has z");
    }
}
