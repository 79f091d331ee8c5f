package framebyframe.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The compiled classes of a lesson's code, for rules about it. */
public final class LessonClasses {

    private LessonClasses() {
    }

    /** All classes in the package of this one, without the tests. */
    public static JavaClasses inPackageOf(Class<?> member) {
        return read(member, location -> !location.matches(Pattern.compile(".*Test[.$].*")));
    }

    /** This class and those that stand inside it. */
    public static JavaClasses of(Class<?> type) {
        String name = "/" + type.getSimpleName();
        return read(type, location -> location.contains(name + ".") || location.contains(name + "$"));
    }

    private static JavaClasses read(Class<?> member, ImportOption which) {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false); // their names are enough: quick
            try {
                Path root = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
                return new ClassFileImporter().withImportOption(which)
                        .importPath(root.resolve(member.getPackageName().replace('.', '/')));
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Fails if code looks at who calls it, or into other people's objects: it has to do the same for everybody. */
    public static void mustNotSpy(JavaClasses code) {
        noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.reflect..")
                .orShould().dependOnClassesThat().belongToAnyOf(StackWalker.class, StackTraceElement.class)
                .because("whoever looks at his caller, or into the objects that he is given, works for this one caller"
                        + " only: what is needed comes in by the parameters")
                .check(code);
    }

    /**
     * Fails unless a class calls a method itself. (ArchUnit's own classes().should().callMethod passes for a class
     * that calls no method at all.)
     */
    public static void mustCall(JavaClasses code, Class<?> caller, Class<?> owner, String method, String message) {
        boolean calls = code.get(caller).getMethodCallsFromSelf().stream().anyMatch(
                call -> call.getName().equals(method) && call.getTargetOwner().isAssignableTo(owner));
        if (!calls) {
            throw new AssertionError(message);
        }
    }
}
