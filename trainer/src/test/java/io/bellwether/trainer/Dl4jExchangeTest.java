package io.bellwether.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.artifact.AssetProfile;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.artifact.ModelFile;
import io.bellwether.network.Network;
import io.bellwether.network.NetworkShape;
import io.bellwether.trainer.export.Parity;
import io.bellwether.trainer.network.Dl4jConfiguration;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Models out to DL4J and back. */
class Dl4jExchangeTest {
    private static final int ROWS = 600;

    @TempDir
    private static Path models;

    @TempDir
    private Path folder;

    /** One model of each kind, and a predictor of three frames, of sensors speed, flow and sum of the asset pump, and its networks as DL4J files. */
    @BeforeAll
    static void trainAndExport() throws IOException {
        Samples.csv(models.resolve("pump.csv"), ROWS, ROWS, 1);
        Samples.smallConfig(models.resolve("train.yaml"));
        for (String kind : List.of("lstm-predictor", "lstm-autoencoder")) {
            run(
                    "train --data MODELS/pump.csv --label fault --config MODELS/train.yaml --kind KIND --out MODELS/KIND.bw",
                    kind);
            run("export --model MODELS/KIND.bw --to MODELS/KIND", kind);
        }
        Files.writeString(
                models.resolve("ahead.yaml"), Files.readString(models.resolve("train.yaml")) + "horizon: 3\n");
        run(
                "train --data MODELS/pump.csv --label fault --config MODELS/ahead.yaml --out MODELS/KIND.bw",
                "three-ahead");
        run("export --model MODELS/KIND.bw --to MODELS/KIND", "three-ahead");
        Files.writeString(
                models.resolve("parts.yaml"),
                Files.readString(models.resolve("train.yaml")) + "without: [fast, following]\n");
        run(
                "train --data MODELS/pump.csv --label fault --config MODELS/parts.yaml --out MODELS/KIND.bw",
                "without-parts");
        run("export --model MODELS/KIND.bw --to MODELS/KIND", "without-parts");
    }

    private static void run(String command, String kind) {
        Cli cli = Cli.run(command.replace("MODELS", models.toString())
                .replace("KIND", kind)
                .split(" ", -1));
        assertThat(cli.code()).as(cli.err()).isZero();
    }

    private static ModelArtifact model(Path file) throws Exception {
        return ModelFile.read(Files.readAllBytes(file));
    }

    private Cli importFrom(String kind, Path from, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "import",
                "--model",
                models.resolve(kind + ".bw").toString(),
                "--from",
                from.toString(),
                "--data",
                models.resolve("pump.csv").toString(),
                "--ignore",
                "fault",
                "--out",
                folder.resolve("imported.bw").toString()));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm-predictor", "lstm-autoencoder", "three-ahead"})
    void export_ofAModel_givesTheSameOutputsInDl4j(String kind) throws Exception {
        List<Network> members = model(models.resolve(kind + ".bw")).networks().get(0);

        try (Stream<Path> files = Files.list(models.resolve(kind))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("member-01.zip", "member-02.zip", "member-03.zip", "member-04.zip");
        }
        for (int m = 0; m < members.size(); m++) {
            MultiLayerNetwork dl4j = MultiLayerNetwork.load(
                    models.resolve(kind).resolve("member-0" + (m + 1) + ".zip").toFile(), false);
            for (int steps : kind.equals("lstm-autoencoder") ? List.of(6) : List.of(1, 12, 50)) {
                float[] inputs = inputs(5 * 3 * steps);
                float[] outputs = dl4j.output(Nd4j.create(inputs, new long[] {5, 3, steps}, 'c'), false)
                        .dup('c')
                        .data()
                        .asFloat();
                assertThat(Parity.largestDifference(members.get(m), inputs, outputs, steps))
                        .isLessThanOrEqualTo(Parity.TOLERANCE);
                assertThat(Parity.largestDifference(members.get((m + 1) % 4), inputs, outputs, steps))
                        .isGreaterThan(Parity.TOLERANCE);
            }
        }
    }

    private static float[] inputs(int count) {
        SplittableRandom random = new SplittableRandom(3);
        float[] inputs = new float[count];
        for (int i = 0; i < count; i++) {
            inputs[i] = (float) (6 * random.nextDouble() - 3);
        }
        return inputs;
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm-predictor", "lstm-autoencoder", "three-ahead", "without-parts"})
    void import_ofWhatWasExported_onTheTrainingData_isTheSameModel(String kind) throws Exception {
        Cli cli = importFrom(kind, models.resolve(kind));

        assertThat(cli.code()).as(cli.err()).isZero();
        ModelArtifact before = model(models.resolve(kind + ".bw"));
        ModelArtifact after = model(folder.resolve("imported.bw"));
        assertThat(after.manifest().assets()).isEqualTo(before.manifest().assets());
        assertThat(after.manifest().features()).isEqualTo(before.manifest().features());
        assertThat(after.manifest().ensembles()).isEqualTo(before.manifest().ensembles());
        assertThat(after.ref().name()).isEqualTo(kind);
        assertThat(after.ref().version()).isEqualTo("1.1.0");
        assertThat(after.manifest().identity().parent()).isEqualTo(before.ref().sha256());
        assertThat(after.manifest().training().engine()).isEqualTo("dl4j-import");
        assertThat(after.modelCard())
                .contains("## Calibration data", "## Import", before.ref().sha256());
        assertThat(score(folder.resolve("imported.bw"))).isEqualTo(score(models.resolve(kind + ".bw")));
    }

    @Test
    void import_ofNetworksWithAnotherHorizon_isRefused() {
        Cli cli = importFrom("lstm-predictor", models.resolve("three-ahead"));

        assertThat(cli.code()).isEqualTo(3);
        assertThat(cli.lastError())
                .contains("layer 1 is 'output 4 to 9", "the model has 'output 4 to 3", "networks of its own structure");
    }

    private String score(Path model) throws IOException {
        Path out = folder.resolve("scores.csv");
        Cli cli = Cli.run(
                "score",
                "--model",
                model.toString(),
                "--data",
                models.resolve("pump.csv").toString(),
                "--out",
                out.toString(),
                "--ignore",
                "fault");
        assertThat(cli.code()).as(cli.err()).isZero();
        return Files.readString(out);
    }

    @Test
    void import_ofNetworksTrainedOnInDl4j_runsAndCalibratesThem() throws Exception {
        for (int m = 1; m <= 4; m++) {
            MultiLayerNetwork dl4j = MultiLayerNetwork.load(
                    models.resolve("lstm-predictor/member-0" + m + ".zip").toFile(), false);
            float[] x = inputs(4 * 3 * 20);
            dl4j.fit(Nd4j.create(x, new long[] {4, 3, 20}, 'c'), Nd4j.create(x, new long[] {4, 3, 20}, 'c'));
            // As DL4J users keep them: with the updater's state, and in double precision.
            ModelSerializer.writeModel(
                    m == 2 ? dl4j.convertDataType(DataType.DOUBLE) : dl4j,
                    folder.resolve("m" + m + ".zip").toFile(),
                    true);
        }

        Cli cli = importFrom("lstm-predictor", folder, "--name", "ours", "--version", "3.0.0");

        assertThat(cli.code()).as(cli.err()).isZero();
        ModelArtifact before = model(models.resolve("lstm-predictor.bw"));
        ModelArtifact after = model(folder.resolve("imported.bw"));
        AssetProfile old = before.manifest().assets().get(0);
        AssetProfile now = after.manifest().assets().get(0);
        assertThat(after.ref().name() + " " + after.ref().version()).isEqualTo("ours 3.0.0");
        assertThat(now.mean()).isEqualTo(old.mean());
        assertThat(now.sd()).isEqualTo(old.sd());
        assertThat(now.calibration().threshold()).isNotEqualTo(old.calibration().threshold());
        assertThat(after.manifest().training().parity()).isBetween(0.0, Parity.TOLERANCE);
        assertThat(cli.out()).contains("asset pump  threshold ", ", was ");
        assertThat(Cli.run("inspect", folder.resolve("imported.bw").toString()).out())
                .contains("ours 3.0.0", "## Import");
    }

    static Stream<Arguments> badFiles() {
        return Stream.of(
                bad("no file", file -> {}, "there is no readable DL4J file, FILE"),
                bad("text", file -> Files.writeString(file, "hello"), "the file is not a DL4J model, FILE"),
                bad("another zip", file -> zip(file, "a.txt"), "the file is not a DL4J model, FILE"),
                bad(
                        "a model of ours",
                        file -> Files.copy(models.resolve("lstm-predictor.bw"), file),
                        "the file is not a DL4J model, FILE"),
                bad(
                        "no network in it",
                        file -> zip(file, "configuration.json"),
                        "does not hold a MultiLayerNetwork that can be read, FILE"),
                bad("a graph", file -> save(graph(), file), "does not hold a MultiLayerNetwork that can be read, FILE"),
                bad(
                        "an autoencoder",
                        file -> Files.copy(models.resolve("lstm-autoencoder/member-01.zip"), file),
                        "layer 0 is 'last step of LSTM 3 to 4, tanh, gates sigmoid', FILE: the model has 'LSTM 3 to 4"),
                bad(
                        "another number of sensors",
                        file -> save(network(NetworkShape.predictor(2, List.of(4))), file),
                        "layer 0 is 'LSTM 2 to 4, tanh, gates sigmoid', FILE: the model has 'LSTM 3 to 4"),
                bad(
                        "another hidden size",
                        file -> save(network(NetworkShape.predictor(3, List.of(5))), file),
                        "layer 0 is 'LSTM 3 to 5, tanh, gates sigmoid', FILE"),
                bad(
                        "more layers",
                        file -> save(network(NetworkShape.predictor(3, List.of(4, 4))), file),
                        "layer 1 is 'LSTM 4 to 4, tanh, gates sigmoid', FILE: the model has 'output 4 to 3"),
                bad("an unsupported layer", file -> save(simple(), file), "layer 0 is 'SimpleRnn', FILE"),
                bad("another activation", file -> save(softsign(), file), "layer 0 is 'LSTM 3 to 4, softsign"),
                bad(
                        "a structure that unpacks to too much",
                        file -> copyWith(file, "configuration.json", new byte[5 << 20]),
                        "the structure in the DL4J file is larger than 4194304 bytes, FILE"),
                bad(
                        "weights that unpack to too much",
                        file -> copyWith(file, "coefficients.bin", new byte[64 << 20]),
                        "the weights in the DL4J file are larger than "),
                bad(
                        "weights cut off",
                        file -> copyWith(file, "coefficients.bin", header(8, "LONG")),
                        "the weights of the DL4J file are damaged, FILE"),
                bad(
                        "weights that claim to be very many",
                        file -> copyWith(file, "coefficients.bin", claiming(1L << 40)),
                        "the DL4J file holds 1099511627776 weights, FILE"),
                bad(
                        "a shape that claims to be very long",
                        file -> copyWith(file, "coefficients.bin", header(1L << 40, "LONG")),
                        "the weights of the DL4J file are damaged, FILE"),
                bad("no weights", file -> copyWithout(file), "the DL4J file holds 0 weights, FILE"),
                bad("weights gone wrong", file -> save(notFinite(), file), "holds weights that are not finite, FILE"));
    }

    private interface Making {
        void make(Path file) throws IOException;
    }

    private static Arguments bad(String name, Making making, String message) {
        return Arguments.of(name, making, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void import_ofABadFile_refusesItInOneLine(String name, Making making, String message) throws IOException {
        Path file = folder.resolve("bad.zip");
        making.make(file);
        List<String> args = new ArrayList<>();
        for (int m = 2; m <= 4; m++) {
            args.add(models.resolve("lstm-predictor/member-0" + m + ".zip").toString());
        }
        args.add(0, "--from");

        Cli cli = importFrom("lstm-predictor", file, args.toArray(String[]::new));

        assertRefused(cli, message.replace("FILE", file.toString()));
    }

    private void assertRefused(Cli cli, String message) {
        assertThat(cli.code()).as(cli.err()).isEqualTo(3);
        assertThat(cli.lastError()).startsWith("bellwether: ").contains(message);
        assertThat(cli.err()).doesNotContain("\tat ");
        assertThat(folder.resolve("imported.bw")).doesNotExist();
    }

    @Test
    void import_ofTooFewOrTooManyFiles_isRefused() {
        Path networks = models.resolve("lstm-predictor");
        String one = networks.resolve("member-01.zip").toString();

        assertRefused(
                importFrom("lstm-predictor", networks, "--from", one),
                "there are 5 DL4J files, " + networks + ": model 'lstm-predictor' has 4 networks");
        assertRefused(importFrom("lstm-predictor", Path.of(one)), "there are 1 DL4J files");
        assertRefused(importFrom("lstm-predictor", folder), "there are 0 DL4J files, " + folder);
    }

    @Test
    void import_onOtherData_isRefused() throws IOException {
        Path networks = models.resolve("lstm-predictor");
        Files.writeString(folder.resolve("pump.csv"), "time,speed,sum\n1,1,2\n2,2,3\n3,1,4\n");
        Samples.csv(folder.resolve("fan.csv"), ROWS, ROWS, 1);
        Path few = Files.createDirectories(folder.resolve("few"));
        Samples.csv(few.resolve("pump.csv"), 8, 8, 1);

        assertRefused(calibratedOn(networks, folder.resolve("pump.csv")), "the data lack the sensors flow of model");
        assertRefused(
                calibratedOn(networks, folder.resolve("fan.csv")),
                "the data lack the asset 'pump' of model 'lstm-predictor', fan.csv: they have fan");
        assertRefused(calibratedOn(networks, few), "there is too little data, pump.csv");
        Cli none = Cli.run(
                "import",
                "--model",
                models.resolve("lstm-predictor.bw").toString(),
                "--from",
                networks.toString(),
                "--out",
                folder.resolve("imported.bw").toString());
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.lastError()).contains("--data");
    }

    private Cli calibratedOn(Path networks, Path data) {
        return Cli.run(
                "import",
                "--model",
                models.resolve("lstm-predictor.bw").toString(),
                "--from",
                networks.toString(),
                "--data",
                data.toString(),
                "--out",
                folder.resolve("imported.bw").toString());
    }

    private static void save(Model network, Path file) throws IOException {
        if (network.params() == null) {
            network.init();
        }
        ModelSerializer.writeModel(network, file.toFile(), false);
    }

    private static MultiLayerNetwork network(NetworkShape shape) {
        return new MultiLayerNetwork(Dl4jConfiguration.of(shape, 12, new Sgd(0.1)));
    }

    private static ComputationGraph graph() {
        MultiLayerNetwork network = network(NetworkShape.predictor(3, List.of(4)));
        network.init();
        return network.toComputationGraph();
    }

    private static MultiLayerNetwork simple() {
        MultiLayerConfiguration configuration = new NeuralNetConfiguration.Builder()
                .list()
                .layer(new SimpleRnn.Builder()
                        .nIn(3)
                        .nOut(4)
                        .activation(Activation.TANH)
                        .build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(4)
                        .nOut(3)
                        .activation(Activation.IDENTITY)
                        .build())
                .build();
        return new MultiLayerNetwork(configuration);
    }

    private static MultiLayerNetwork softsign() {
        MultiLayerConfiguration configuration =
                Dl4jConfiguration.of(NetworkShape.predictor(3, List.of(4)), 12, new Sgd(0));
        ((LSTM) configuration.getConf(0).getLayer()).setActivationFn(Activation.SOFTSIGN.getActivationFunction());
        return new MultiLayerNetwork(configuration);
    }

    private static MultiLayerNetwork notFinite() {
        MultiLayerNetwork network = network(NetworkShape.predictor(3, List.of(4)));
        network.init();
        float[] weights = new float[(int) network.numParams()];
        Arrays.fill(weights, 1f);
        weights[7] = Float.NaN;
        network.setParams(Nd4j.create(weights, new long[] {1, weights.length}, 'c'));
        return network;
    }

    private static void zip(Path file, String entry) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write('x');
            zip.closeEntry();
        }
    }

    /** A header as ND4J writes it. */
    private static byte[] header(long length, String type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF("LONG_SHAPE");
        out.writeLong(length);
        out.writeUTF(type);
        return bytes.toByteArray();
    }

    private static byte[] claiming(long count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(header(8, "LONG"));
        for (long number : new long[] {2, 1, count, 1, 1, 8192, 1, 'c'}) {
            out.writeLong(number);
        }
        out.write(header(count, "FLOAT"));
        return bytes.toByteArray();
    }

    private static void copyWithout(Path file) throws IOException {
        copyWith(file, "none", new byte[0]);
    }

    /** A sound file's structure, and one entry more or instead. */
    private static void copyWith(Path file, String name, byte[] bytes) throws IOException {
        try (ZipFile good = new ZipFile(
                        models.resolve("lstm-predictor/member-01.zip").toFile());
                OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out);
                InputStream in = good.getInputStream(good.getEntry("configuration.json"))) {
            if (!name.equals("configuration.json")) {
                zip.putNextEntry(new ZipEntry("configuration.json"));
                in.transferTo(zip);
            }
            zip.putNextEntry(new ZipEntry(name));
            zip.write(bytes);
            zip.closeEntry();
        }
    }
}
