package io.bellwether.benchmarks.stream;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/**
 * What a process has used up to now.
 *
 * @param cpuNanos CPU time of the process
 * @param streamCpuNanos CPU time of its stream threads
 * @param streamAllocated bytes its stream threads have allocated
 * @param heapUsed bytes of heap in use
 */
record Stats(long cpuNanos, long streamCpuNanos, long streamAllocated, long heapUsed) {

    /** This process. */
    static Stats now() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long cpu = 0;
        long allocated = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().contains("-StreamThread-")) {
                cpu += threads.getThreadCpuTime(thread.getThreadId());
                allocated += threads.getThreadAllocatedBytes(thread.getThreadId());
            }
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Stats(system.getProcessCpuTime(), cpu, allocated, heap);
    }

    String line() {
        return cpuNanos + " " + streamCpuNanos + " " + streamAllocated + " " + heapUsed;
    }

    static Stats parse(String line) {
        String[] parts = line.split(" ", -1);
        return new Stats(
                Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
    }
}
