package io.bellwether.trainer.evaluate;

/** Short notations for tests. */
final class Marks {
    private Marks() {}

    /** 1 for a mark, anything else for none. */
    static boolean[] of(String text) {
        boolean[] marks = new boolean[text.length()];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = text.charAt(i) == '1';
        }
        return marks;
    }

    /** 0, 1, 2 ... */
    static double[] everySecond(int rows) {
        double[] seconds = new double[rows];
        for (int i = 0; i < rows; i++) {
            seconds[i] = i;
        }
        return seconds;
    }

    /** One recording with scores alone. */
    static LabelledSeries scored(String label, double... score) {
        return LabelledSeries.of(of(label), null, score, everySecond(score.length));
    }
}
