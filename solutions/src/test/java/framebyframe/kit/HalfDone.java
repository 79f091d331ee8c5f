package framebyframe.kit;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A lesson in the middle: the exercises up to one are done, the later ones are as the learner gets them. */
final class HalfDone {

    /** A method: its name and parameters, its body, and where in the file the body begins and ends. */
    private record Method(String signature, String body, boolean isPublic, int start, int end) {
    }

    private HalfDone() {
    }

    /** True if nobody has worked in this lesson: its unfinished files have nothing but unfinished methods. */
    static boolean isUntouched(Lesson lesson) throws IOException {
        for (Map.Entry<String, String> source : lesson.main().entrySet()) {
            boolean learners = !Lesson.isGiven(source.getValue()) && !isTryIt(source.getKey());
            if (learners && methods(source.getKey(), source.getValue()).stream()
                    .anyMatch(method -> method.isPublic() && !Lesson.isUnfinished(method.body()))) {
                return false;
            }
        }
        return true;
    }

    /** The lesson's main sources with everything done. */
    static Map<String, String> allDone(Lesson lesson) throws IOException {
        Map<String, String> finished = Lesson.finished();
        Map<String, String> main = lesson.main();
        main.replaceAll((path, text) -> finished.getOrDefault(path, text));
        return main;
    }

    /**
     * The lesson's main sources with some exercises done.
     *
     * @param last the last exercise that is done: "2.1"
     */
    static Map<String, String> doneUpTo(Lesson lesson, String last) throws IOException {
        Map<String, String> main = allDone(lesson);
        for (Map.Entry<String, String> source : lesson.main().entrySet()) {
            if (Lesson.isUnfinished(source.getValue())) {
                main.computeIfPresent(source.getKey(), (path, text) -> undone(path, text, source.getValue(), last));
            }
        }
        return main;
    }

    /** The finished file, with the unfinished bodies of the exercises after the last one. */
    private static String undone(String path, String finished, String unfinished, String last) {
        List<Method> later = new ArrayList<>(methods(path, unfinished));
        later.removeIf(method -> !Lesson.isUnfinished(method.body()) || exercise(method).compareTo(last) <= 0);
        List<Method> methods = methods(path, finished);
        Collections.reverse(methods); // from the end on, so that positions before stay true
        StringBuilder text = new StringBuilder(finished);
        for (Method method : methods) {
            later.stream().filter(one -> one.signature().equals(method.signature()))
                    .forEach(one -> text.replace(method.start(), method.end(), one.body()));
        }
        return text.toString();
    }

    /** "2.1", which the unfinished body names. */
    private static String exercise(Method method) {
        return method.body().replaceFirst("(?s).*?\"Exercise (\\d\\.\\d):.*", "$1");
    }

    private static boolean isTryIt(String path) {
        return path.startsWith("framebyframe/tryit/");
    }

    /** The methods in the file, in their order, without constructors. */
    private static List<Method> methods(String path, String text) {
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, List.of(file));
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<Method> methods = new ArrayList<>();
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitMethod(MethodTree method, Void nothing) {
                    if (method.getBody() != null && method.getReturnType() != null) {
                        int start = (int) positions.getStartPosition(unit, method.getBody());
                        int end = (int) positions.getEndPosition(unit, method.getBody());
                        methods.add(new Method(method.getName() + "(" + method.getParameters() + ")",
                                text.substring(start, end),
                                method.getModifiers().getFlags().contains(Modifier.PUBLIC), start, end));
                    }
                    return super.visitMethod(method, nothing);
                }
            }.scan(unit, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return methods;
    }
}
