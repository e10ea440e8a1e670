package io.bellwether.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How much of an iteration the thread really ran: on a machine with other work a second on the clock is not a second of
 * the core. Events of an iteration: its nanoseconds on the core, and on the clock.
 */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class ProcessorTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    public long onCore;
    public long onClock;

    private long coreBegin;
    private long clockBegin;

    @Setup(Level.Iteration)
    public void begin() {
        coreBegin = THREADS.getCurrentThreadCpuTime();
        clockBegin = System.nanoTime();
    }

    @TearDown(Level.Iteration)
    public void end() {
        onCore = THREADS.getCurrentThreadCpuTime() - coreBegin;
        onClock = System.nanoTime() - clockBegin;
    }
}
