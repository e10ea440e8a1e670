package io.bellwether.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.network.Network;
import io.bellwether.network.NetworkShape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFileTest {
    private static final byte[] FILE = TinyModels.file(TinyModels.predictor(), 1);

    @Test
    void read_whatWasWritten_isTheSameModel() throws RefusedModelException {
        ModelArtifact model = ModelFile.read(FILE);

        assertThat(model.manifest()).isEqualTo(TinyModels.manifest(TinyModels.predictor(), 1, 0));
        assertThat(model.modelCard()).isEqualTo("# Tiny\n");
        assertThat(model.ref().sha256()).isEqualTo(ModelFile.sha256(FILE));
        assertThat(ModelFile.write(model.manifest(), model.networks(), model.modelCard()))
                .isEqualTo(FILE);
    }

    @Test
    void read_autoencoder_isTheSameModel() throws RefusedModelException {
        byte[] file = TinyModels.file(TinyModels.autoencoder(), 1);
        ModelArtifact model = ModelFile.read(file);

        assertThat(ModelFile.write(model.manifest(), model.networks(), model.modelCard()))
                .isEqualTo(file);
    }

    @Test
    void read_predictorOfSeveralFrames_isTheSameModel() throws RefusedModelException {
        NetworkShape shape = NetworkShape.predictor(2, List.of(4), 3);
        byte[] file = TinyModels.file(shape, 1);

        ModelArtifact model = ModelFile.read(file);

        assertThat(model.manifest().ensembles().get(0).shape()).isEqualTo(shape);
        assertThat(model.networks().get(0)).allMatch(member -> member.shape().equals(shape));
        assertThat(ModelFile.write(model.manifest(), model.networks(), model.modelCard()))
                .isEqualTo(file);
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains("\"horizon\" : 3");
    }

    @Test
    void write_predictorOfTheNextFrame_saysNothingOfAHorizonAsBeforeThereWasOne() {
        assertThat(new String(FILE, StandardCharsets.ISO_8859_1)).doesNotContain("horizon");
    }

    @Test
    void read_anyFlippedByte_isRefused() {
        for (int at = 0; at < FILE.length; at++) {
            byte[] flipped = FILE.clone();
            flipped[at] ^= 0x20;
            assertThatThrownBy(() -> ModelFile.read(flipped))
                    .as("byte %d", at)
                    .isInstanceOf(RefusedModelException.class);
        }
    }

    @Test
    void read_anyTruncation_isRefused() {
        for (int length = 0; length < FILE.length; length++) {
            byte[] truncated = Arrays.copyOf(FILE, length);
            assertThatThrownBy(() -> ModelFile.read(truncated))
                    .as("%d bytes", length)
                    .isInstanceOf(RefusedModelException.class);
        }
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                Arguments.of(
                        "wrong format version",
                        edit("\"formatVersion\" : 3", "\"formatVersion\" : 99"),
                        "model format version 99 is not supported: this program reads version 3"),
                Arguments.of("unknown field", edit("\"alerting\"", "\"surprise\" : 1, \"alerting\""), "surprise"),
                Arguments.of("missing field", edit("\"engine\" : \"none\",", ""), "engine"),
                Arguments.of("bad value", edit("\"openCount\" : 3", "\"openCount\" : 30"), "k of n"),
                Arguments.of("null part", edit("\"closing\" : \"WHEN_COMPLETE\"", "\"closing\" : null"), "closing"),
                Arguments.of("bad name", edit("\"name\" : \"tiny\"", "\"name\" : \"../tiny\""), "model name '../tiny'"),
                Arguments.of(
                        "calibration without ensemble",
                        edit("\"threshold\" : 4.0", "\"threshold\" : 4.0, \"ensembles\" : [ ]"),
                        "needs at least one ensemble"),
                Arguments.of("other shape", edit("\"hidden\" : [ 4 ]", "\"hidden\" : [ 5 ]"), "weights.bin holds"),
                Arguments.of(
                        "horizon of nothing",
                        edit("\"window\" : 0", "\"window\" : 0, \"horizon\" : 0"),
                        "the horizon of lstm-predictor must lie between 1 and 100, not 0"),
                Arguments.of(
                        "other horizon",
                        edit("\"window\" : 0", "\"window\" : 0, \"horizon\" : 2"),
                        "weights.bin holds"),
                Arguments.of("sensor too few", edit("\"mean\" : [ 0.0, 0.0 ]", "\"mean\" : [ 0.0 ]"), "1 means, but 2"),
                Arguments.of(
                        "weights swapped",
                        edit("weights.bin\" : \"", "weights.bin\" : \"0"),
                        "does not match its sha256"),
                Arguments.of("not JSON", edit("{", "["), "manifest.json is not JSON"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void read_wellSealedButWrong_isRefusedByName(String name, UnaryOperator<String> edit, String message)
            throws IOException {
        assertThatThrownBy(() -> ModelFile.read(forge(edit)))
                .isInstanceOf(RefusedModelException.class)
                .hasMessageContaining(message)
                .message()
                .hasLineCount(1);
    }

    @Test
    void read_calibrationForOtherEnsembles_isRefused() throws RefusedModelException {
        ModelArtifact one = ModelFile.read(FILE);
        Manifest from = one.manifest();
        Manifest.Ensemble ensemble = from.ensembles().get(0);
        Manifest two = new Manifest(
                from.identity(),
                from.features(),
                from.assembly(),
                List.of(ensemble, ensemble),
                from.alerting(),
                from.assets(),
                from.training(),
                from.evaluation());
        List<Network> members = one.networks().get(0);

        assertThatThrownBy(() -> ModelFile.read(ModelFile.write(two, List.of(members, members), "")))
                .isInstanceOf(RefusedModelException.class)
                .hasMessageContaining("a calibration for 1 ensembles, but the model has 2");
        assertThatThrownBy(() -> ModelFile.write(two, List.of(members), ""))
                .hasMessageContaining("1 ensembles of networks, but the manifest has 2");
    }

    @Test
    void read_somethingElse_isRefused() {
        assertThatThrownBy(() -> ModelFile.read("hello".repeat(50).getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("not a model file");
    }

    private static UnaryOperator<String> edit(String from, String to) {
        return manifest -> {
            assertThat(manifest).contains(from);
            return manifest.replaceFirst(Pattern.quote(from), to);
        };
    }

    /** The tiny model with another manifest and a seal that fits. */
    private static byte[] forge(UnaryOperator<String> edit) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(FILE));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment("0".repeat(71));
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                if (entry.getName().equals("manifest.json")) {
                    bytes = edit.apply(new String(bytes, StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8);
                }
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(bytes);
                zip.closeEntry();
            }
        }
        byte[] file = out.toByteArray();
        String seal = "sha256:" + ModelFile.sha256(Arrays.copyOf(file, file.length - 71));
        System.arraycopy(seal.getBytes(StandardCharsets.US_ASCII), 0, file, file.length - 71, 71);
        return file;
    }
}
