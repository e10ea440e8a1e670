package io.bellwether.demo.plant;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the data set of {@code sample-data} again: {@code GenerateSampleData [FOLDER [SEED]]}. */
public final class GenerateSampleData {
    private GenerateSampleData() {}

    public static void main(String[] args) throws IOException {
        if (args.length > 2 || (args.length == 2 && !args[1].matches("-?\\d{1,18}"))) {
            System.err.println("usage: GenerateSampleData [FOLDER [SEED]]");
            System.exit(2);
        }
        Path folder = Path.of(args.length > 0 ? args[0] : "sample-data");
        long seed = args.length > 1 ? Long.parseLong(args[1]) : SampleData.SEED;
        new SampleData(seed).writeTo(folder);
        System.out.println("wrote " + folder + " from seed " + seed);
    }
}
