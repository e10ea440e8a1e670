package io.bellwether.demo.processes;

import io.bellwether.detector.DetectorMain;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The child's {@code main}: the detector's own, and a thread that ends the process when its standard input ends. That is
 * a pipe only the parent holds, so the detector does not outlive a parent that was killed.
 */
final class OwnedDetector {
    private OwnedDetector() {}

    /** The detector's arguments. */
    public static void main(String[] args) {
        Thread watch = new Thread(OwnedDetector::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        DetectorMain.main(args);
    }

    private static void endWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            System.err.println("lost the parent: " + broken.getMessage());
        }
        Runtime.getRuntime().halt(0);
    }
}
