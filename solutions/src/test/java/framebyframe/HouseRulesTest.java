package framebyframe;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;

/** What each room of the house may know of the others, and why. */
class HouseRulesTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("framebyframe");

    @Test
    void framing_knows_only_streams() {
        classes().that().resideInAPackage("framebyframe.framing")
                .should().onlyDependOnClassesThat().resideInAnyPackage("framebyframe.framing", "java.lang..", "java.io",
                        "java.nio", "java.nio.charset", "java.util..")
                .because("a message is bytes: where they come from, and what is in them, is not its concern")
                .check(HOUSE);
    }

    @Test
    void sockets_know_nothing_of_the_kit() {
        classes().that().resideInAPackage("framebyframe.sockets")
                .should().onlyDependOnClassesThat().resideInAnyPackage("framebyframe.sockets", "java..")
                .because("lesson 1 comes first, and needs nothing but Java")
                .check(HOUSE);
    }

    @Test
    void server_and_client_do_not_know_each_other() {
        String reason = "they share a protocol and no code: either may be replaced by a program in another language";
        noClasses().that().resideInAPackage("framebyframe.server")
                .should().dependOnClassesThat().resideInAPackage("framebyframe.client").because(reason).check(HOUSE);
        noClasses().that().resideInAPackage("framebyframe.client")
                .should().dependOnClassesThat().resideInAnyPackage("framebyframe.server", "framebyframe.pattern")
                .because(reason).check(HOUSE);
    }

    @Test
    void opencv_stays_where_frames_are_made_and_read() {
        noClasses().that().resideOutsideOfPackages("framebyframe.server", "framebyframe.client", "framebyframe.pattern",
                        "framebyframe.pickle", "framebyframe.opencv")
                .should().dependOnClassesThat(resideInAnyPackage("org.opencv..", "nu.pattern..")
                        .and(not(equivalentTo(Mat.class))))
                .because("the app hands frames on, and leaves what is done with them to the packages that know how")
                .check(HOUSE);
    }

    @Test
    void nobody_knows_the_app() {
        noClasses().that().resideOutsideOfPackage("framebyframe.app")
                .should().dependOnClassesThat(resideInAnyPackage("framebyframe.app", "picocli..", "org.jline.."))
                .because("the command line is one way to use the lessons' classes, and they do not need it")
                .check(HOUSE);
    }

    @Test
    void only_the_app_knows_pickle() {
        noClasses().that().resideOutsideOfPackages("framebyframe.app", "framebyframe.pickle")
                .should().dependOnClassesThat(resideInAPackage("framebyframe.pickle"))
                .because("the article's format is plugged in from outside, behind the two interfaces")
                .check(HOUSE);
    }

    @Test
    void packages_depend_on_each_other_in_one_direction() {
        slices().matching("framebyframe.(*)..").should().beFreeOfCycles()
                .because("arrows point down only")
                .check(HOUSE);
    }

    @Test
    void nothing_from_the_network_becomes_an_object() {
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream")
                .because("it runs what it reads: pickle.loads over again")
                .check(HOUSE);
    }

    @Test
    void no_window_of_opencv() {
        noClasses().should().dependOnClassesThat().resideInAPackage("org.opencv.highgui")
                .because("its window calls System.exit, loses key presses and cannot be closed")
                .check(HOUSE);
    }

    @Test
    void only_main_ends_the_program() {
        noClasses().that().doNotHaveSimpleName("Main")
                .should().callMethod(System.class, "exit", int.class)
                .because("whoever calls a class of the kit decides when his program ends")
                .check(HOUSE);
    }
}
