package framebyframe.bench;

import framebyframe.Requirements;
import framebyframe.kit.Lesson;
import java.util.List;
import java.util.Optional;

/** The Python that our figures are compared with, where there is one. */
final class Python {

    private Python() {
    }

    /** How to start the one with these modules; the system's own if there are two. */
    static Optional<String> with(String... modules) {
        List<String> found = Requirements.findPythons(modules);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    /** The path of one of the programs in {@code src/test/python}. */
    static String script(String name) {
        return Lesson.kit().resolve("solutions/src/test/python").resolve(name).toString();
    }
}
