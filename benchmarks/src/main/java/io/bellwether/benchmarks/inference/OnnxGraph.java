package io.bellwether.benchmarks.inference;

import io.bellwether.network.Activation;
import io.bellwether.network.DenseLayer;
import io.bellwether.network.LstmAutoencoder;
import io.bellwether.network.LstmLayer;
import io.bellwether.network.LstmPredictor;
import io.bellwether.network.LstmStack;
import io.bellwether.network.Network;
import java.util.List;

/** Writes a network with its weights as an ONNX model (onnx.proto, operator set 14). */
final class OnnxGraph {
    /*
     * The model is what an exporter would make of the network: one LSTM operator per layer over the whole sequence, and
     * one matrix product for the head over all its steps. ONNX has the gates in the order i, o, f, g, and the bias twice,
     * once for x and once for h: the second is left zero.
     */
    static final String INPUT = "frames";
    static final String OUTPUT = "outputs";
    static final String NEXT = "_next"; // after the name of a state: what it becomes

    private static final int[] ONNX_GATE = {0, 3, 1, 2}; // (ONNX's gates): the kernel's gate that stands there
    private static final List<String> NONE = List.of("", "");
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int ATTRIBUTE_INT = 2;

    private final Protobuf graph = new Protobuf();
    private int names;

    private OnnxGraph() {}

    /**
     * The model.
     *
     * @param steps of a sequence; input and output are (steps, batch, sensors)
     * @param stateful whether every layer l takes {@code h<l>} and {@code c<l>}, (1, batch, hidden), and gives them back
     *     as {@code h<l>_next} and {@code c<l>_next}
     */
    static byte[] of(Network network, int steps, int batch, boolean stateful) {
        OnnxGraph onnx = new OnnxGraph();
        onnx.graph.text(2, "bellwether");
        onnx.declare(11, INPUT, steps, batch, network.sensors());
        onnx.declare(12, OUTPUT, steps, batch, network.sensors());
        if (network instanceof LstmPredictor predictor) {
            onnx.head(onnx.stack(INPUT, predictor.stack(), batch, stateful), predictor.head());
        } else if (network instanceof LstmAutoencoder autoencoder) {
            onnx.autoencoder(autoencoder, steps, batch);
        }
        Protobuf model = new Protobuf().number(1, 8).text(2, "bellwether").message(7, onnx.graph);
        return model.message(8, new Protobuf().text(1, "").number(2, 14)).toBytes();
    }

    private void autoencoder(LstmAutoencoder network, int steps, int batch) {
        List<LstmLayer> layers = network.encoder().layers();
        int top = layers.size() - 1;
        String x = INPUT;
        if (top > 0) {
            x = stack(x, new LstmStack(layers.subList(0, top)), batch, false);
        }
        String last = fresh("encoded");
        lstm(x, layers.get(top), NONE, List.of("", last, ""));
        x = dense(squeeze(last, 0), network.latent());
        x = node("Unsqueeze", fresh("latent"), List.of(x, constant(0)));
        String repeats = constant(steps, batch, network.latent().outputs());
        x = node("Expand", fresh("repeated"), List.of(x, repeats));
        head(stack(x, network.decoder(), batch, false), network.head());
    }

    /** The outputs of the last layer at every step; (steps, batch, hidden). */
    private String stack(String input, LstmStack stack, int batch, boolean stateful) {
        String x = input;
        for (int l = 0; l < stack.layers().size(); l++) {
            LstmLayer layer = stack.layers().get(l);
            String all = fresh("h");
            if (stateful) {
                List<String> state = List.of("h" + l, "c" + l);
                for (String name : state) {
                    declare(11, name, 1, batch, layer.hidden());
                    declare(12, name + NEXT, 1, batch, layer.hidden());
                }
                lstm(x, layer, state, List.of(all, state.get(0) + NEXT, state.get(1) + NEXT));
            } else {
                lstm(x, layer, NONE, List.of(all, "", ""));
            }
            x = squeeze(all, 1);
        }
        return x;
    }

    /**
     * One layer over a whole sequence.
     *
     * @param initial h and c, empty for zero; (1, batch, hidden)
     * @param outputs h of every step (steps, 1, batch, hidden), the last h and c (1, batch, hidden); empty if not wanted
     */
    private void lstm(String x, LstmLayer layer, List<String> initial, List<String> outputs) {
        int inputs = layer.inputs();
        int hidden = layer.hidden();
        float[] bias = new float[8 * hidden];
        System.arraycopy(gates(layer.bias(), 0, 1, hidden), 0, bias, 0, 4 * hidden);
        Protobuf node = new Protobuf()
                .text(1, x)
                .text(1, initializer(gates(layer.weights(), 0, inputs, hidden), 1, 4L * hidden, inputs))
                .text(1, initializer(gates(layer.weights(), inputs, hidden, hidden), 1, 4L * hidden, hidden))
                .text(1, initializer(bias, 1, 8L * hidden))
                .text(1, "");
        initial.forEach(name -> node.text(1, name));
        outputs.forEach(name -> node.text(2, name));
        Protobuf size = new Protobuf().text(1, "hidden_size").number(3, hidden).number(20, ATTRIBUTE_INT);
        graph.message(1, node.text(4, "LSTM").message(5, size));
    }

    /** Rows of the kernel's weights, transposed and in ONNX's order of the gates; (4 hidden, rows). */
    private static float[] gates(float[] weights, int firstRow, int rows, int hidden) {
        float[] out = new float[4 * hidden * rows];
        for (int gate = 0; gate < 4; gate++) {
            for (int j = 0; j < hidden; j++) {
                for (int row = 0; row < rows; row++) {
                    out[(gate * hidden + j) * rows + row] =
                            weights[(firstRow + row) * 4 * hidden + ONNX_GATE[gate] * hidden + j];
                }
            }
        }
        return out;
    }

    private String dense(String x, DenseLayer layer) {
        String w = initializer(layer.weights(), layer.inputs(), layer.outputs());
        String b = initializer(layer.bias(), layer.outputs());
        String out = node("Gemm", fresh("dense"), List.of(x, w, b));
        return layer.activation() == Activation.TANH ? node("Tanh", fresh("tanh"), List.of(out)) : out;
    }

    private void head(String x, DenseLayer layer) {
        String w = initializer(layer.weights(), layer.inputs(), layer.outputs());
        String b = initializer(layer.bias(), layer.outputs());
        node("Add", OUTPUT, List.of(node("MatMul", fresh("product"), List.of(x, w)), b));
    }

    private String squeeze(String x, int axis) {
        return node("Squeeze", fresh("squeezed"), List.of(x, constant(axis)));
    }

    private String node(String operator, String output, List<String> inputs) {
        Protobuf node = new Protobuf();
        inputs.forEach(input -> node.text(1, input));
        graph.message(1, node.text(2, output).text(4, operator));
        return output;
    }

    private String constant(long... values) {
        String name = fresh("constant");
        graph.message(
                5,
                new Protobuf()
                        .number(1, values.length)
                        .number(2, INT64)
                        .text(8, name)
                        .longs(9, values));
        return name;
    }

    private String initializer(float[] values, long... dimensions) {
        String name = fresh("weights");
        Protobuf tensor = new Protobuf();
        for (long dimension : dimensions) {
            tensor.number(1, dimension);
        }
        graph.message(5, tensor.number(2, FLOAT).text(8, name).floats(9, values));
        return name;
    }

    private void declare(int field, String name, long... dimensions) {
        Protobuf shape = new Protobuf();
        for (long dimension : dimensions) {
            shape.message(1, new Protobuf().number(1, dimension));
        }
        Protobuf tensor = new Protobuf().number(1, FLOAT).message(2, shape);
        graph.message(field, new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor)));
    }

    private String fresh(String stem) {
        return stem + "_" + names++;
    }
}
