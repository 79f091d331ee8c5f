package framebyframe.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine on which the figures were taken. */
final class Machine {

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Machine() {
    }

    /** One line: processor, cores, memory, system, Java, and how busy the machine was with other things. */
    static String describe() throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double gibibytes = system.getTotalMemorySize() / Math.pow(2, 30);
        String version = system.getVersion().replaceAll("-.*", "");
        return "Machine: " + processor() + ", " + system.getAvailableProcessors() + " cores, "
                + Table.number(gibibytes, 0) + " GiB, " + system.getName() + " " + version + ", Java "
                + System.getProperty("java.version") + "; load at the start: "
                + Table.number(system.getSystemLoadAverage(), 2);
    }

    private static String processor() throws IOException {
        if (Files.notExists(PROCESSOR)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(PROCESSOR).stream().filter(line -> line.startsWith("model name")).findFirst()
                .map(line -> line.replaceAll(".*: ", "")).orElse(System.getProperty("os.arch"));
    }
}
