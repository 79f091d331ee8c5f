package framebyframe.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
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

    private static final String PEEKING = "java\\.lang\\.(reflect\\.|StackWalker|Class\\.forName"
            + "|Class\\.get\\w*(Method|Field|Constructor)s?\\(|Thread\\.get(All)?StackTraces?"
            + "|Throwable\\.getStackTrace|System\\.(getProperty|getProperties|getenv))";

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

    /** Fails if a class or its neighbours look at who is calling: by reflection, stack traces or properties. */
    public static void mustNotPeek(Class<?> member) {
        mustNotUse(member, PEEKING, "The code should not look who is calling it, nor at the tests: these stand for"
                + " programs that will use it, and what is right under a test only is wrong in all of them");
    }

    /** Fails if a class or its neighbours use a method whose full name begins like this. */
    public static void mustNotUse(Class<?> member, String beginning, String message) {
        Pattern pattern = Pattern.compile(beginning);
        noClasses().should().accessTargetWhere(describe("is not wanted here",
                access -> pattern.matcher(access.getTarget().getFullName()).lookingAt())).as(message)
                .check(inPackageOf(member));
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
