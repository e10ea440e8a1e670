package io.bellwether.detector.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metrics, health and a read-only API over HTTP, answered by a few threads of its own. */
public final class AdminServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
    private static final int THREADS = 4;
    private static final int WAITING = 64;
    private static final String SLOWEST_REQUEST = "sun.net.httpserver.maxReqTime"; // seconds; none by default

    private final HttpServer server;
    private final ThreadPoolExecutor pool;
    private final Map<String, Page> pages;

    /** Answers requests for one path. */
    @FunctionalInterface
    public interface Page {
        /** Answers; {@code accept} is the Accept header of the request, empty when it has none. */
        Reply answer(String accept);
    }

    private AdminServer(HttpServer server, Map<String, Page> pages) {
        this.server = server;
        this.pages = Map.copyOf(pages);
        AtomicInteger count = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "admin-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        server.setExecutor(pool);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Starts to listen.
     *
     * @param port 0 = a free one
     * @param pages by path
     * @throws IOException when the address cannot be listened on; the message says which
     */
    public static AdminServer start(String host, int port, Map<String, Page> pages) throws IOException {
        if (System.getProperty(SLOWEST_REQUEST) == null) {
            System.setProperty(SLOWEST_REQUEST, "10"); // otherwise a few idle connections could block the health checks
        }
        try {
            return new AdminServer(HttpServer.create(new InetSocketAddress(host, port), 0), pages);
        } catch (IOException | UnresolvedAddressException e) {
            String why = e instanceof UnresolvedAddressException ? "unknown host" : e.getMessage();
            throw new IOException("cannot listen on " + host + ":" + port + ": " + why, e);
        }
    }

    /** Where it listens. */
    public URI uri() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().isAnyLocalAddress() ? "localhost" : address.getHostString();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            Reply reply = method.equals("GET") || method.equals("HEAD")
                    ? answer(exchange)
                    : Reply.json(405, Map.of("error", "only GET and HEAD"));
            if (reply.status() == 405) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            }
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            byte[] body = reply.bytes();
            if (method.equals("HEAD")) {
                exchange.sendResponseHeaders(reply.status(), -1);
            } else {
                exchange.sendResponseHeaders(reply.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Reply answer(HttpExchange exchange) {
        Page page = pages.get(exchange.getRequestURI().getPath());
        if (page == null) {
            return Reply.json(
                    404,
                    Map.of(
                            "error",
                            "no such page",
                            "pages",
                            pages.keySet().stream().sorted().toList()));
        }
        try {
            String accept = exchange.getRequestHeaders().getFirst("Accept");
            return page.answer(accept == null ? "" : accept);
        } catch (RuntimeException e) {
            LOG.atError()
                    .setMessage("admin page failed")
                    .addKeyValue("path", exchange.getRequestURI().getPath())
                    .setCause(e)
                    .log();
            return Reply.json(500, Map.of("error", "see the log"));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }
}
