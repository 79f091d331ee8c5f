package framebyframe.kit;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Replaces the unfinished bodies of a lesson by bodies that do nothing useful. */
final class Stubs {

    /** Every exercise "done" by a loop that never ends. */
    static final Function<String, String> ENDLESS_LOOP = returnType -> "while (true) { Thread.onSpinWait(); }";

    /** Every exercise "done" by returning what Java would put into an empty field. */
    static final Function<String, String> DEFAULT_VALUE = returnType -> switch (returnType) {
        case "void" -> "return;";
        case "boolean" -> "return false;";
        case "int", "long", "double" -> "return 0;";
        default -> "return null;";
    };

    private Stubs() {
    }

    /**
     * Replaces each {@code throw new UnsupportedOperationException("Exercise ...")}.
     *
     * @param main paths and texts
     * @param body makes a statement of the method's return type
     */
    static Map<String, String> replaced(Map<String, String> main, Function<String, String> body) throws IOException {
        Map<String, String> result = new TreeMap<>(main);
        for (Map.Entry<String, String> source : main.entrySet()) {
            if (Lesson.isUnfinished(source.getValue())) {
                result.put(source.getKey(), replaced(source.getKey(), source.getValue(), body));
            }
        }
        return result;
    }

    private static String replaced(String path, String text, Function<String, String> body) throws IOException {
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, List.of(file));
        CompilationUnitTree unit = task.parse().iterator().next();
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        TreeMap<Integer, String> edits = new TreeMap<>();
        TreeMap<Integer, Integer> ends = new TreeMap<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                for (StatementTree statement : method.getBody() == null ? List.<StatementTree>of()
                        : method.getBody().getStatements()) {
                    if (Lesson.isUnfinished(statement.toString())) {
                        int start = (int) positions.getStartPosition(unit, statement);
                        edits.put(start, body.apply(String.valueOf(method.getReturnType())));
                        ends.put(start, (int) positions.getEndPosition(unit, statement));
                    }
                }
                return super.visitMethod(method, nothing);
            }
        }.scan(unit, null);
        StringBuilder changed = new StringBuilder(text);
        for (int start : edits.descendingKeySet()) {
            changed.replace(start, ends.get(start), edits.get(start));
        }
        return changed.toString();
    }
}
