package io.bellwether.network;

/** Checks of array shapes. */
final class Shapes {
    private Shapes() {}

    static void require(String name, int length, int rows, int columns) {
        if (rows < 1 || columns < 1 || length != rows * columns) {
            throw new IllegalArgumentException(
                    name + " need shape (" + rows + ", " + columns + "), but hold " + length + " values");
        }
    }

    static void requireChain(String name, int outputs, int inputs) {
        if (outputs != inputs) {
            throw new IllegalArgumentException(name + " takes " + inputs + " inputs, but gets " + outputs);
        }
    }
}
