package io.bellwether.detector.state;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Tells a task that it is about to be committed, while there is still time to put something into its store.
 *
 * <p>Kafka Streams has no such call. But before it commits a task, whatever the reason, it asks every store with a cache
 * to write its cache out, and then sends what was written in the same transaction as the output and the offsets. So
 * stores made here look like cached ones, which they are not, pass everything on to the one that they hold, and speak up
 * first when the cache is to be written. Nothing in the types tells whether Kafka Streams really does so: a test holds it
 * to that with the changelog.
 */
public final class BeforeCommit {
    private static final Class<?>[] TYPES = {KeyValueStore.class, CachedStateStore.class};

    private final Map<TaskId, Handler> stores = new ConcurrentHashMap<>();

    /** Calls {@code action} before every commit of a task, as long as its store lives. */
    public void call(TaskId task, Runnable action) {
        Handler store = stores.get(task);
        if (store == null) {
            throw new IllegalStateException("task " + task + " has no store yet");
        }
        store.action = action;
    }

    /**
     * Calls nothing any more for this task. A task that has failed is closed without a commit of its offsets, but its
     * store is asked to write its cache out all the same.
     */
    public void forget(TaskId task) {
        Handler store = stores.get(task);
        if (store != null) {
            store.action = null;
        }
    }

    /** The store, telling. */
    KeyValueStore<String, byte[]> around(KeyValueStore<String, byte[]> store) {
        @SuppressWarnings("unchecked") // it passes on to one
        KeyValueStore<String, byte[]> telling = (KeyValueStore<String, byte[]>)
                Proxy.newProxyInstance(BeforeCommit.class.getClassLoader(), TYPES, new Handler(store));
        return telling;
    }

    private final class Handler implements InvocationHandler {
        private final KeyValueStore<String, byte[]> store;
        private @Nullable TaskId task;
        private volatile @Nullable Runnable action;

        Handler(KeyValueStore<String, byte[]> store) {
            this.store = store;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            switch (method.getName()) {
                case "init" -> opened(arguments);
                case "flushCache" -> announced();
                case "close" -> closed();
                default -> {
                    // nothing to add
                }
            }
            try {
                return method.invoke(store, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private void opened(Object @Nullable [] arguments) {
            if (arguments != null && arguments[0] instanceof StateStoreContext context) {
                action = null; // what was to be stored before the task was revived is void
                task = context.taskId();
                stores.put(context.taskId(), this);
            }
        }

        private void announced() {
            Runnable known = action;
            if (known != null) {
                known.run();
            }
        }

        private void closed() {
            if (task != null) {
                stores.remove(task, this);
            }
        }
    }
}
