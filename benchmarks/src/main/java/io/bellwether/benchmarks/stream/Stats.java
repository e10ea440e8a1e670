package io.bellwether.benchmarks.stream;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a process has used up to now.
 *
 * @param cpuNanos CPU time of the process
 * @param streamCpuNanos CPU time of its stream threads
 * @param streamAllocated bytes its stream threads have allocated
 * @param heapUsed bytes of heap in use
 * @param resident bytes of memory that the system has given the process; 0 where that is not told
 */
record Stats(long cpuNanos, long streamCpuNanos, long streamAllocated, long heapUsed, long resident) {
    private static final Path STATUS = Path.of("/proc/self/status");

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
        return new Stats(system.getProcessCpuTime(), cpu, allocated, heap, residentBytes());
    }

    private static long residentBytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException notLinux) {
            return 0;
        }
    }

    String line() {
        return cpuNanos + " " + streamCpuNanos + " " + streamAllocated + " " + heapUsed + " " + resident;
    }

    static Stats parse(String line) {
        long[] parts =
                Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
        return new Stats(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }
}
