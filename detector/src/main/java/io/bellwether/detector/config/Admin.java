package io.bellwether.detector.config;

/**
 * The HTTP server for metrics and health.
 *
 * @param host interface to listen on
 * @param port to listen on; 0 = a free one
 */
public record Admin(
        @Setting(value = "Interface to listen on; `0.0.0.0` for all, as in a container.", fallback = "127.0.0.1")
        String host,

        @Setting(value = "Port to listen on; `0`: a free one, named in the log.", fallback = "8080")
        int port) {

    public Admin {
        if (host.isBlank()) {
            throw new IllegalArgumentException("admin.host must not be empty");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("admin.port must lie between 0 and 65535, not " + port);
        }
    }
}
