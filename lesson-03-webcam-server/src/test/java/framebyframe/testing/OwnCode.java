package framebyframe.testing;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;

/** The compiled code of a class, for rules about how it is written. */
public final class OwnCode {

    private OwnCode() {
    }

    /** A class and those that stand inside it, as ArchUnit's rules want them. */
    public static JavaClasses rulesOf(Class<?> type) {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false); // what it uses is known by name: quick
            return new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> location.contains("/" + type.getSimpleName() + ".")
                            || location.contains("/" + type.getSimpleName() + "$"))
                    .importPackagesOf(type);
        });
    }

    /** A class and those that stand inside it. */
    public static Stream<JavaClass> of(Class<?> type) {
        return rulesOf(type).stream();
    }
}
