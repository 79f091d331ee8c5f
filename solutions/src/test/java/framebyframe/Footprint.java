package framebyframe;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process has in use.
 *
 * @param threads of Java
 * @param descriptors open files and sockets; 0 where the system does not tell
 */
public record Footprint(int threads, long descriptors) {

    /** What is in use now. */
    public static Footprint now() {
        long descriptors = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount() : 0;
        return new Footprint(ManagementFactory.getThreadMXBean().getThreadCount(), descriptors);
    }

    /** Waits until no more is in use than this. */
    public void awaitNoMore() throws Exception {
        try {
            Until.holds("no more in use than before", () -> {
                Footprint now = now();
                return now.threads <= threads && now.descriptors <= descriptors;
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ": " + now() + ", before " + this, e);
        }
    }
}
