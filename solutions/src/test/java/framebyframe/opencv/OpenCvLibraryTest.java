package framebyframe.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.Until;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Core;

@Timeout(60)
class OpenCvLibraryTest {

    @TempDir
    Path cache;

    /** What another process runs. */
    static final class Unpack {

        public static void main(String[] args) throws IOException {
            System.out.println("ready");
            while (System.in.read() != '\n') {
                // both start at the same moment: when the test says so
            }
            OpenCvLibrary.unpack(Path.of(args[0]));
        }
    }

    @Test
    void it_is_unpacked_once_and_whole_and_then_used_as_it_is() throws IOException {
        Path library = OpenCvLibrary.unpack(cache);
        assertThat(library).startsWith(cache);
        assertSameAsInTheJar(library);
        FileTime longAgo = FileTime.from(1_000_000_000, TimeUnit.SECONDS);
        Files.setLastModifiedTime(library, longAgo);

        assertThat(OpenCvLibrary.unpack(cache)).isEqualTo(library);

        assertThat(Files.getLastModifiedTime(library)).as("nobody has written to it").isEqualTo(longAgo);
    }

    @Test
    void what_a_killed_program_has_left_is_written_over() throws IOException {
        OpenCvLibrary.load(); // the one that all programs of this user share
        Path shared = Path.of(System.getProperty("user.home"), ".cache", "frame-by-frame");
        Path unpacking = cache.resolve(shared.relativize(OpenCvLibrary.unpack(shared))).resolveSibling("unpacking");
        Files.createDirectories(unpacking.getParent());
        Files.write(unpacking, new byte[100_000]);

        assertSameAsInTheJar(OpenCvLibrary.unpack(cache));

        assertThat(unpacking).doesNotExist();
    }

    @Test
    void two_programs_that_start_at_once_get_one_whole_file() throws Exception {
        List<Process> both = List.of(startUnpacking(), startUnpacking());
        try {
            for (Process process : both) {
                assertThat(process.getInputStream().read()).as("it has started").isEqualTo('r');
            }
            for (Process process : both) {
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            }
            for (Process process : both) {
                assertThat(process.waitFor(Until.LIMIT.toSeconds(), TimeUnit.SECONDS)).as("it ends").isTrue();
                assertThat(process.exitValue()).as("exit code").isZero();
            }
        } finally {
            both.forEach(Process::destroyForcibly);
        }
        try (Stream<Path> files = Files.walk(cache)) {
            List<Path> libraries = files.filter(file -> file.endsWith(System.mapLibraryName(Core.NATIVE_LIBRARY_NAME)))
                    .toList();
            assertThat(libraries).hasSize(1);
            assertSameAsInTheJar(libraries.get(0));
        }
    }

    private Process startUnpacking() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Unpack.class.getName(), cache.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static void assertSameAsInTheJar(Path library) throws IOException {
        String path = "/nu/pattern/opencv/" + library.getParent().getFileName().toString()
                .replaceFirst("opencv-[0-9.]+-(\\w+)-(\\w+)", "$1/$2") + "/" + library.getFileName();
        byte[] ours = new byte[1 << 16];
        byte[] theirs = new byte[1 << 16];
        try (InputStream file = Files.newInputStream(library);
                InputStream jar = nu.pattern.OpenCV.class.getResourceAsStream(path)) {
            assertThat(jar).as(path).isNotNull();
            int n;
            do {
                n = jar.readNBytes(theirs, 0, theirs.length);
                assertThat(file.readNBytes(ours, 0, ours.length)).as("as long as in the jar").isEqualTo(n);
                assertThat(Arrays.equals(ours, theirs)).as("the same bytes as in the jar").isTrue();
            } while (n > 0);
        }
    }
}
