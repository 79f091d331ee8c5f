package framebyframe.testing;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opencv.core.Mat;

/** Finds pictures whose memory is not given back. It lies outside Java's heap, where no garbage collector looks. */
public final class NativeMemory {

    private NativeMemory() {
    }

    /** True if a picture's memory was given back. */
    public static boolean isReleased(Mat picture) {
        return picture.dataAddr() == 0;
    }

    /**
     * The names of an object's fields that hold a picture whose memory was not given back.
     *
     * @param owner any object
     */
    public static List<String> keptBy(Object owner) throws IllegalAccessException {
        List<String> kept = new ArrayList<>();
        for (Field field : owner.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            if (field.get(owner) instanceof Mat picture && !isReleased(picture)) {
                kept.add(field.getName());
            }
        }
        return kept;
    }

    /**
     * The places where a class makes more Mats for a while than it releases there, on every path. What a constructor
     * makes is not meant: it stays in the fields. Of each type only one counts: two may stand on different paths, and
     * what the compiler leaves does not tell.
     *
     * @param code a class and those that stand inside it
     * @return the methods, with the lines
     */
    public static List<String> forgottenIn(JavaClasses code) {
        return code.stream().flatMap(part -> part.getMethods().stream())
                .filter(NativeMemory::forgets)
                .map(method -> method.getName() + " " + made(method).get(0).getSourceCodeLocation())
                .toList();
    }

    /** What stands in a finally block, the compiler writes twice: for the ordinary end, and for an exception's. */
    private static boolean forgets(JavaMethod method) {
        long lent = types(method) - kept(method);
        List<Integer> released = released(method);
        boolean inLine = released.stream().distinct().count() >= lent && released.size() >= 2 * lent;
        return lent > 0 && !inLine && !handsOver(method);
    }

    /** True if another method, or a lambda, releases what this one made: how often, is not counted. */
    private static boolean handsOver(JavaMethod method) {
        return method.getMethodReferencesFromSelf().stream().anyMatch(NativeMemory::isRelease)
                || method.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTargetOwner().equals(method.getOwner()))
                .flatMap(call -> call.getTarget().resolveMember().stream())
                .anyMatch(called -> !released(called).isEmpty());
    }

    private static long types(JavaMethod method) {
        return made(method).stream().map(NativeMemory::typeOf).distinct().count();
    }

    private static JavaClass typeOf(JavaAccess<?> made) {
        return made instanceof JavaMethodCall call ? call.getTarget().getRawReturnType() : made.getTargetOwner();
    }

    private static boolean isRelease(JavaAccess<?> access) {
        return isMat(access.getTargetOwner()) && access.getName().equals("release");
    }

    private static List<? extends JavaAccess<?>> made(JavaCodeUnit method) {
        Stream<JavaConstructorCall> constructed = method.getConstructorCallsFromSelf().stream()
                .filter(call -> isMat(call.getTargetOwner()));
        Stream<JavaMethodCall> returned = method.getMethodCallsFromSelf().stream()
                .filter(call -> isMat(call.getTarget().getRawReturnType()));
        return Stream.concat(constructed, returned).toList();
    }

    private static List<Integer> released(JavaCodeUnit method) {
        return method.getMethodCallsFromSelf().stream()
                .filter(NativeMemory::isRelease)
                .<Integer>map(JavaAccess::getLineNumber).toList();
    }

    /** What lives on in a field, or belongs to the caller. */
    private static long kept(JavaMethod method) {
        return (isMat(method.getRawReturnType()) ? 1 : 0) + method.getFieldAccesses().stream()
                .filter(access -> access.getAccessType().name().equals("SET"))
                .filter(access -> isMat(access.getTarget().getRawType()))
                .count();
    }

    private static boolean isMat(JavaClass type) {
        return type.getName().startsWith(Mat.class.getName()); // Mat, MatOfByte, MatOfInt and so on
    }
}
