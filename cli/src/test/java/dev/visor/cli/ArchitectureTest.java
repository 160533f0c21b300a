package dev.visor.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which module may know which; here, because only the command sees them all. */
@AnalyzeClasses(packages = "dev.visor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] OUTSIDE_CORE = {
        "dev.visor.store..", "dev.visor.report..", "dev.visor.api..", "dev.visor.service..", "dev.visor.cli.."
    };

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_OTHER_MODULE = noClasses()
            .that(not(resideInAnyPackage(OUTSIDE_CORE)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(OUTSIDE_CORE);

    @ArchTest
    static final ArchRule STORE_KNOWS_NEITHER_REPORT_NOR_API_NOR_CLI = noClasses()
            .that()
            .resideInAPackage("dev.visor.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.visor.report..", "dev.visor.api..", "dev.visor.service..", "dev.visor.cli..");

    @ArchTest
    static final ArchRule THE_PACKAGES_OF_THE_STORE_HAVE_NO_CYCLES =
            slices().matching("dev.visor.store.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_LIES_BESIDE_THE_PACKAGES_OF_THE_STORE =
            noClasses().should().resideInAPackage("dev.visor.store");

    @ArchTest
    static final ArchRule REPORT_KNOWS_NEITHER_STORE_NOR_API_NOR_CLI_NOR_FILES = noClasses()
            .that()
            .resideInAPackage("dev.visor.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.visor.store..",
                    "dev.visor.api..",
                    "dev.visor.service..",
                    "dev.visor.cli..",
                    "dev.visor.torch..",
                    "java.nio.file..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|Random).*");

    @ArchTest
    static final ArchRule API_KNOWS_NEITHER_SERVICE_NOR_CLI = noClasses()
            .that()
            .resideInAPackage("dev.visor.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.visor.service..", "dev.visor.cli..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule SERVICE_KNOWS_NO_CLI = noClasses()
            .that()
            .resideInAPackage("dev.visor.service..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.visor.cli..");

    @ArchTest
    static final ArchRule THE_PACKAGES_OF_THE_SERVICE_HAVE_NO_CYCLES =
            slices().matching("dev.visor.service.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_SERVICE_KNOWS_ITS_SERVER = noClasses()
            .that()
            .resideOutsideOfPackage("dev.visor.service.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "io.micrometer..");

    @ArchTest
    static final ArchRule ONE_PACKAGE_KNOWS_DATABASES = noClasses()
            .that()
            .resideOutsideOfPackage("dev.visor.store.gallery..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule THE_PACKAGES_OF_THE_CLI_HAVE_NO_CYCLES =
            slices().matching("dev.visor.cli.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_COMMAND_KNOWS_THE_PROGRAM = noClasses()
            .that()
            .resideInAPackage("dev.visor.cli.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.visor.cli");

    @ArchTest
    static final ArchRule ONLY_CORE_TOUCHES_NATIVE_CODE = noClasses()
            .that()
            .resideInAnyPackage(OUTSIDE_CORE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule ONLY_THE_STORE_KNOWS_JSON = noClasses()
            .that()
            .resideOutsideOfPackage("dev.visor.store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..");

    @ArchTest
    static final ArchRule ONLY_THE_CLI_USES_THE_CONSOLE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.visor.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class);
}
