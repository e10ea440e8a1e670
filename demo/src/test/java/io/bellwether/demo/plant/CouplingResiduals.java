package io.bellwether.demo.plant;

import java.util.List;

/**
 * How exactly a sensor can be told from the others: least squares of its value on all others' values of the same minute
 * and its own of the minute before. Its residuals' standard deviation is the sigma in which faults are measured.
 */
final class CouplingResiduals {
    private CouplingResiduals() {}

    static double deviation(List<PlantRow> rows, PlantSensor sensor) {
        int features = PlantSensor.values().length + 1;
        double[][] normal = new double[features][features + 1];
        for (int i = 1; i < rows.size(); i++) {
            double[] x = features(rows.get(i - 1), rows.get(i), sensor);
            double y = rows.get(i).value(sensor) - rows.get(0).value(sensor);
            for (int r = 0; r < features; r++) {
                for (int c = 0; c < features; c++) {
                    normal[r][c] += x[r] * x[c];
                }
                normal[r][features] += x[r] * y;
            }
        }
        double[] weights = solve(normal);
        double squares = 0;
        for (int i = 1; i < rows.size(); i++) {
            double[] x = features(rows.get(i - 1), rows.get(i), sensor);
            double error = rows.get(i).value(sensor) - rows.get(0).value(sensor);
            for (int f = 0; f < features; f++) {
                error -= weights[f] * x[f];
            }
            squares += error * error;
        }
        return Math.sqrt(squares / (rows.size() - 1));
    }

    /** The sensor's own slot holds its value of the minute before; the last slot is the constant. */
    private static double[] features(PlantRow before, PlantRow now, PlantSensor sensor) {
        int sensors = PlantSensor.values().length;
        double[] x = new double[sensors + 1];
        int next = 0;
        for (PlantSensor other : PlantSensor.values()) {
            x[next++] = other == sensor ? before.value(sensor) : now.value(other);
        }
        x[sensors] = 1;
        return x;
    }

    /** Gauss-Jordan elimination with pivoting of {@code [A | b]}. */
    private static double[] solve(double[][] system) {
        int n = system.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                if (Math.abs(system[row][column]) > Math.abs(system[pivot][column])) {
                    pivot = row;
                }
            }
            double[] swapped = system[column];
            system[column] = system[pivot];
            system[pivot] = swapped;
            for (int row = 0; row < n; row++) {
                double factor = row == column ? 0 : system[row][column] / system[column][column];
                for (int k = column; k <= n; k++) {
                    system[row][k] -= factor * system[column][k];
                }
            }
        }
        double[] solution = new double[n];
        for (int row = 0; row < n; row++) {
            solution[row] = system[row][n] / system[row][row];
        }
        return solution;
    }
}
