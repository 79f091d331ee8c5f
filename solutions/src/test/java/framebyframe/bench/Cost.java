package framebyframe.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a process has cost so far; -1 for what this system does not tell.
 *
 * @param cpu time of all its threads, in nanoseconds
 * @param heap objects in Java's heap, in bytes; those that are still needed if the collector has just run
 * @param outside memory in use outside of the heap, in bytes: native memory, threads' stacks, the JVM itself
 * @param threads how many there are
 * @param descriptors of files and sockets, how many are open
 * @param allocated in the heap since the start by the threads of each kind, in bytes; a thread's kind is the first word
 *     of its name
 */
record Cost(long cpu, long heap, long outside, long threads, long descriptors, Map<String, Long> allocated) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Path STATUS = Path.of("/proc/self/status");

    /** This process, now. */
    static Cost now() throws IOException {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new Cost(SYSTEM.getProcessCpuTime(), heap.getUsed(), resident() - heap.getCommitted(),
                THREADS.getThreadCount(),
                SYSTEM instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : -1,
                allocations());
    }

    /** All memory in use; on Linux a line such as {@code VmRSS:   123456 kB}. */
    private static long resident() throws IOException {
        if (Files.notExists(STATUS)) {
            return -1;
        }
        String line = Files.readAllLines(STATUS).stream().filter(text -> text.startsWith("VmRSS:")).findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }

    private static Map<String, Long> allocations() {
        Map<String, Long> allocated = new TreeMap<>();
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        ThreadInfo[] infos = THREADS.getThreadInfo(ids);
        for (int i = 0; i < ids.length; i++) {
            if (infos[i] != null && bytes[i] >= 0) { // else it has ended meanwhile
                allocated.merge(infos[i].getThreadName().split(" ")[0], bytes[i], Long::sum);
            }
        }
        return allocated;
    }

    /** One line, for {@link #parse}. */
    @Override
    public String toString() {
        return cpu + " " + heap + " " + outside + " " + threads + " " + descriptors + allocated.entrySet().stream()
                .map(entry -> " " + entry.getKey() + "=" + entry.getValue()).collect(Collectors.joining());
    }

    /** Reads what {@link #toString} has written. */
    static Cost parse(String line) {
        String[] words = line.split(" ");
        Map<String, Long> allocated = new TreeMap<>();
        for (int i = 5; i < words.length; i++) {
            int equals = words[i].lastIndexOf('=');
            allocated.put(words[i].substring(0, equals), Long.parseLong(words[i].substring(equals + 1)));
        }
        return new Cost(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]),
                Long.parseLong(words[3]), Long.parseLong(words[4]), allocated);
    }
}
