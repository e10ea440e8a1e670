package io.bellwether.demo.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The two loopback ports of a broker.
 *
 * <p>They lie below the range that the system takes for outgoing connections (32768 and up on Linux). In that range, a
 * client that keeps trying to reach a killed broker can be given the broker's own port as its local one, connects to
 * itself, and the broker cannot come back.
 */
record BrokerPorts(int listener, int controller) {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 1_000;

    /** Two ports that are free now. Another process may take them before the broker does. */
    static BrokerPorts free() {
        int listener = freePort();
        int controller = freePort();
        while (controller == listener) {
            controller = freePort();
        }
        return new BrokerPorts(listener, controller);
    }

    private static int freePort() {
        return ThreadLocalRandom.current()
                .ints(ATTEMPTS, LOWEST, HIGHEST)
                .filter(BrokerPorts::isFree)
                .findFirst()
                .orElseThrow(() -> new KafkaBrokerException("no free port between " + LOWEST + " and " + HIGHEST));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
