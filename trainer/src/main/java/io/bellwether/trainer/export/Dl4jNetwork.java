package io.bellwether.trainer.export;

import io.bellwether.network.Network;
import io.bellwether.network.NetworkShape;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.network.Dl4jConfiguration;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** A network in DL4J's own file format, as {@link ModelSerializer} writes and reads it. */
public final class Dl4jNetwork {
    private static final double RATE = 1e-3; // for those who train on; DL4J's own default for Adam
    private static final int MOST_STRUCTURE = 4 << 20; // bytes
    private static final int MOST_DIMENSIONS = 2 * 32 + 4; // of ND4J's description of a shape
    private static final int HEADERS = 4096; // bytes before the weights, generously

    private final MultiLayerNetwork network;
    private final NetworkShape shape;

    private Dl4jNetwork(MultiLayerNetwork network, NetworkShape shape) {
        this.network = network;
        this.shape = shape;
    }

    /**
     * Writes a network; {@code MultiLayerNetwork.load} reads it. A predictor takes sequences of any length.
     *
     * @throws IOException when the file cannot be written
     */
    public static void write(Network network, Path file) throws IOException {
        NetworkShape shape = network.shape();
        int steps = shape.window() > 0 ? shape.window() : Dl4jConfiguration.ANY_LENGTH;
        MultiLayerNetwork dl4j = new MultiLayerNetwork(Dl4jConfiguration.of(shape, steps, new Adam(RATE)));
        dl4j.init();
        Dl4jWeights.write(network, dl4j);
        ModelSerializer.writeModel(dl4j, file.toFile(), false);
    }

    /**
     * Reads a network. Of the file's entries only structure and weights are opened: the others may hold serialised Java
     * objects, which a foreign file has no business to bring in.
     *
     * @throws RefusedError when it is not DL4J's, or not of this shape
     */
    public static Dl4jNetwork read(Path file, NetworkShape shape) {
        byte[] structure;
        byte[] weights;
        int mostWeights = Math.addExact(Math.multiplyExact(shape.weightCount(), Double.BYTES), HEADERS);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            structure = bytes(zip, ModelSerializer.CONFIGURATION_JSON, MOST_STRUCTURE);
            weights = bytes(zip, ModelSerializer.COEFFICIENTS_BIN, mostWeights);
        } catch (ZipException e) {
            throw new RefusedError("the file is not a DL4J model, " + file + ": it is no sound zip; save it again", e);
        } catch (IOException e) {
            throw new RefusedError("there is no readable DL4J file, " + file + ": check the path and the file", e);
        }
        if (structure != null && structure.length > MOST_STRUCTURE) {
            throw new RefusedError("the structure in the DL4J file is larger than " + MOST_STRUCTURE + " bytes, " + file
                    + ": no network that can be imported needs that; save it again");
        }
        MultiLayerConfiguration configuration = configuration(structure, file);
        Dl4jLayers.require(configuration, shape, file);
        if (weights != null && weights.length > mostWeights) {
            throw new RefusedError("the weights in the DL4J file are larger than " + mostWeights + " bytes, " + file
                    + ": its structure needs no more; save it again");
        }
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init(parameters(weights, shape, file), false);
        boolean isFloat = network.getLayerWiseConfigurations().getDataType() == DataType.FLOAT;
        return new Dl4jNetwork(isFloat ? network : network.convertDataType(DataType.FLOAT), shape);
    }

    /** An entry's bytes, or one byte more than the most if it is larger: little can unpack to very much. */
    private static byte @Nullable [] bytes(ZipFile zip, String name, int most) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return null;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readNBytes(most + 1);
        }
    }

    private static MultiLayerConfiguration configuration(byte @Nullable [] json, Path file) {
        if (json == null) {
            throw new RefusedError("the file is not a DL4J model, " + file + ": it is no zip with a "
                    + ModelSerializer.CONFIGURATION_JSON);
        }
        try {
            MultiLayerConfiguration configuration =
                    MultiLayerConfiguration.fromJson(new String(json, StandardCharsets.UTF_8));
            if (configuration.getConfs().isEmpty()) {
                throw new IllegalArgumentException("it has no layers");
            }
            return configuration;
        } catch (RuntimeException e) { // DL4J throws what it likes
            throw new RefusedError(
                    "the DL4J file does not hold a MultiLayerNetwork that can be read, " + file
                            + ": export one, or save the network as a MultiLayerNetwork",
                    e);
        }
    }

    private static INDArray parameters(byte @Nullable [] bytes, NetworkShape shape, Path file) {
        INDArray parameters;
        long count;
        try {
            count = bytes == null ? 0 : count(bytes);
            parameters = count == shape.weightCount() ? Nd4j.read(new ByteArrayInputStream(bytes)) : Nd4j.empty();
        } catch (IOException | RuntimeException e) {
            throw new RefusedError("the weights of the DL4J file are damaged, " + file + ": save it again", e);
        }
        if (parameters.length() != shape.weightCount()) {
            throw new RefusedError("the DL4J file holds " + count + " weights, " + file + ": its structure needs "
                    + shape.weightCount() + "; save it again");
        }
        if (!Double.isFinite(parameters.sumNumber().doubleValue())) {
            throw new RefusedError("the DL4J file holds weights that are not finite, " + file
                    + ": its training went wrong; import another");
        }
        return parameters;
    }

    /** How many numbers there are to come; the reader of ND4J makes room for as many without another look. */
    private static long count(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        long dimensions = length(in);
        if (dimensions > MOST_DIMENSIONS) {
            throw new IOException("the shape has " + dimensions + " numbers");
        }
        in.skipNBytes(dimensions * (in.readUTF().equals("INT") ? Integer.BYTES : Long.BYTES));
        return length(in);
    }

    private static long length(DataInputStream in) throws IOException {
        String layout = in.readUTF(); // before 1.0.0 lengths were ints
        return layout.equals("LONG_SHAPE") || layout.equals("MIXED_DATA_TYPES") ? in.readLong() : in.readInt();
    }

    /** The kernel's network with these weights. */
    public Network network() {
        return Dl4jWeights.read(network, shape);
    }

    /**
     * What DL4J makes of some windows.
     *
     * @param inputs of the shape (windows, sensors, steps), as the outputs are
     */
    public float[] outputs(float[] inputs, long[] inputShape) {
        try (INDArray in = Nd4j.create(inputs, inputShape, 'c');
                INDArray out = network.output(in, false)) {
            return out.dup('c').data().asFloat();
        }
    }
}
