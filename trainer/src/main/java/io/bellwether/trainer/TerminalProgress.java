package io.bellwether.trainer;

import io.bellwether.trainer.fit.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on a terminal, a line for every tenth elsewhere. */
final class TerminalProgress {
    private static final int LINES = 10;

    private TerminalProgress() {}

    /** Progress for whoever reads {@code err}. */
    static Progress to(PrintWriter err) {
        return isTerminal() ? TerminalProgress::bar : (title, steps) -> new Lines(err, title, steps);
    }

    /** From JDK 22 on there is a console even where there is no terminal; it can say so. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJdk) {
            return true;
        }
    }

    private static Progress.Task bar(String title, long steps) {
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(title)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .build();
        return new Progress.Task() {
            @Override
            public void advance(long done) {
                bar.stepBy(done);
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }

    private static final class Lines implements Progress.Task {
        private final PrintWriter err;
        private final String title;
        private final long steps;
        private final AtomicLong done = new AtomicLong();

        Lines(PrintWriter err, String title, long steps) {
            this.err = err;
            this.title = title;
            this.steps = steps;
        }

        @Override
        public void advance(long more) {
            long now = done.addAndGet(more);
            if (now * LINES / steps > (now - more) * LINES / steps) {
                err.println("bellwether: " + title + ": " + now * 100 / steps + " %");
            }
        }

        @Override
        public void close() {}
    }
}
