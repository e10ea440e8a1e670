package io.bellwether.trainer.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Runs independent tasks, on a few threads or on the caller's own; their order never shows in the results. */
public final class Workers implements AutoCloseable {
    private final int threads;
    private final @Nullable ExecutorService pool; // null = the caller does the work

    /** @param threads at least 1; with 1 the caller does the work */
    public Workers(int threads) {
        this.threads = threads;
        this.pool = threads == 1
                ? null
                : Executors.newFixedThreadPool(threads, task -> {
                    Thread thread = new Thread(task, "trainer");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    public int threads() {
        return threads;
    }

    /** Runs all tasks; their results in the tasks' order. The first failure, in that order, is thrown. */
    public <T> List<T> all(List<Callable<T>> tasks) {
        List<Future<T>> futures = new ArrayList<>();
        for (Callable<T> task : tasks) {
            if (pool == null) {
                FutureTask<T> future = new FutureTask<>(task);
                future.run();
                futures.add(future);
            } else {
                futures.add(pool.submit(task));
            }
        }
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for workers", e);
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
