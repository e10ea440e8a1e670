package io.bellwether.demo.processes;

import java.util.ArrayDeque;
import java.util.Deque;

/** What must not be left behind: closed once, the newest first, whoever calls first. Safe for shutdown hooks. */
public final class Resources implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    /**
     * Takes over a resource.
     *
     * @throws IllegalStateException if all is closed already; the resource is closed then, too
     */
    public synchronized <T extends AutoCloseable> T add(T resource) {
        if (closed) {
            close(resource);
            throw new IllegalStateException("closed");
        }
        open.push(resource);
        return resource;
    }

    /** Whether it has begun to close. */
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.err.println("bellwether demo: cannot clean up: " + e.getMessage());
        }
    }
}
