package io.bellwether.demo.report;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Where the demo writes. Colours and the progress line are for terminals only. */
public final class Screen {
    private static final String CLEAR = "\r\033[K";
    private static final long REFRESH_NANOS = 150_000_000;
    private static final String PLAIN = "\033[0m";

    private final PrintStream out;
    private final boolean progress;
    private final boolean colour;
    private final LongSupplier nanoTime;
    private boolean progressShown;
    private long progressAt;

    /** What a piece of text is, which decides its colour. */
    public enum Tone {
        GOOD("32"),
        WARNING("33"),
        BAD("31"),
        COMMAND("1"),
        QUIET("2");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    /**
     * A screen.
     *
     * @param progress whether a line may be written over
     * @param nanoTime a clock, nanoseconds
     */
    public Screen(PrintStream out, boolean progress, boolean colour, LongSupplier nanoTime) {
        this.out = out;
        this.progress = progress;
        this.colour = colour;
        this.nanoTime = nanoTime;
    }

    /** Standard output; colours unless {@code NO_COLOR} is set or the terminal knows none. */
    public static Screen standard(Map<String, String> environment) {
        boolean terminal = isTerminal() && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Screen(
                System.out,
                terminal,
                terminal && environment.getOrDefault("NO_COLOR", "").isEmpty(),
                System::nanoTime);
    }

    @SuppressWarnings("SystemConsoleNull") // asked below, where there is somebody to ask
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since Java 22 there may be a console that is no terminal.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }

    /** Writes one line. */
    public synchronized void line(String text) {
        if (progressShown) {
            out.print(CLEAR);
            progressShown = false;
        }
        out.println(text);
        out.flush();
    }

    /** Writes some lines. */
    public void lines(List<String> lines) {
        lines.forEach(this::line);
    }

    /** Writes a line that the next one replaces, some times a second; nothing where that cannot be. */
    public synchronized void progress(Supplier<String> text) {
        long now = nanoTime.getAsLong();
        if (progress && (!progressShown || now - progressAt >= REFRESH_NANOS)) {
            out.print(CLEAR + text.get());
            out.flush();
            progressShown = true;
            progressAt = now;
        }
    }

    /** The text in the colour of its tone. */
    public String paint(Tone tone, String text) {
        return colour ? "\033[" + tone.code + "m" + text + PLAIN : text;
    }
}
