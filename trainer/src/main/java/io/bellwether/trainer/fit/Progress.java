package io.bellwether.trainer.fit;

/** Hears how far a long task has come. Safe to share between threads. */
public interface Progress {

    /** A task begins. */
    Task begin(String title, long steps);

    /** One task. */
    interface Task extends AutoCloseable {
        /** Some more steps are done. */
        void advance(long steps);

        /** All of it is done, or given up. */
        @Override
        void close();
    }

    /** Hears nothing. */
    static Progress none() {
        return (title, steps) -> new Task() {
            @Override
            public void advance(long done) {}

            @Override
            public void close() {}
        };
    }
}
