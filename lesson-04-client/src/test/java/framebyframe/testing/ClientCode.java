package framebyframe.testing;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** The compiled code of the lesson, for rules about what it may use. */
public final class ClientCode {

    private ClientCode() {
    }

    /** The classes of a package, without the tests. */
    public static JavaClasses inPackageOf(Class<?> type) {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false); // their names are enough: quick
            return new ClassFileImporter()
                    .withImportOption(file -> !file.contains("/Exercise"))
                    .importPackagesOf(type);
        });
    }
}
