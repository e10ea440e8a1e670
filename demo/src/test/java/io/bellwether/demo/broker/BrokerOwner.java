package io.bellwether.demo.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that owns a broker, for tests that end it: writes {@code PID DIR} to the given file, then waits or returns. */
final class BrokerOwner {
    static final String RETURN = "return";

    private BrokerOwner() {}

    public static void main(String[] args) throws IOException {
        KafkaBroker broker = KafkaBroker.start();
        Path report = Path.of(args[0]);
        Path draft = report.resolveSibling("draft");
        Files.writeString(draft, broker.pid() + " " + broker.dir());
        Files.move(draft, report);
        if (args.length > 1 && args[1].equals(RETURN)) {
            return;
        }
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
