package io.bellwether.demo.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;

/**
 * The child's {@code main}: formats the data folder when it is new, then becomes the broker.
 *
 * <p>Its standard input is a pipe that only the parent holds. When it ends, the parent is gone, whether it returned,
 * crashed or was killed, and after all its shutdown hooks: then this process halts, and removes the folder if it was told
 * that it is a temporary one.
 *
 * <p>Kafka's two entry points are called by name, because the broker is on the class path at run time only.
 */
final class BrokerProcess {
    static final String TEMPORARY = "temporary";

    /** Waits until the process is gone, at most some ten seconds, then deletes: two arguments, process id and folder. */
    private static final String DELETE_AFTERWARDS =
            "n=0; while kill -0 \"$1\" 2>/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n+1)); done; rm -rf \"$2\"";

    private BrokerProcess() {}

    /** Arguments: the broker's folder, then {@value #TEMPORARY} or nothing. */
    public static void main(String[] args) throws ReflectiveOperationException {
        BrokerFiles files = new BrokerFiles(Path.of(args[0]));
        boolean temporary = args.length > 1 && args[1].equals(TEMPORARY);
        endWithParent(files, temporary);
        String properties = files.properties().toString();
        if (!Files.exists(files.data().resolve("meta.properties"))) {
            int code = format(properties);
            if (code != 0) {
                System.exit(code);
            }
        }
        Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object) new String[] {properties});
    }

    private static int format(String properties) throws ReflectiveOperationException {
        String[] arguments = {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", properties};
        return (int) Class.forName("kafka.tools.StorageTool")
                .getMethod("execute", String[].class, PrintStream.class)
                .invoke(null, arguments, System.out);
    }

    private static void endWithParent(BrokerFiles files, boolean temporary) {
        Thread watch = new Thread(
                () -> {
                    awaitEnd(System.in);
                    if (temporary) {
                        deleteAfterwards(files.dir());
                    }
                    Runtime.getRuntime().halt(0);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEnd(InputStream pipe) {
        try {
            pipe.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            System.err.println("lost the parent: " + broken.getMessage());
        }
    }

    private static void deleteAfterwards(Path dir) {
        String self = Long.toString(ProcessHandle.current().pid());
        try {
            new ProcessBuilder("/bin/sh", "-c", DELETE_AFTERWARDS, "sh", self, dir.toString()).start();
        } catch (IOException e) {
            System.err.println("could not delete " + dir + ": " + e.getMessage());
        }
    }
}
