package dev.visor;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One way for the data: a package may depend on those to its left, never on those to its right. */
class ArchitectureTest {

    private static final List<String> ORDER = List.of(
            "text",
            "run",
            "setting",
            "image",
            "face",
            "device",
            "torch",
            "network",
            "recognition",
            "accessory",
            "print",
            "capture",
            "attack",
            "saliency",
            "defense",
            "evaluation",
            "experiment",
            "benchmark");
    /** Whose internals other packages may use, and which ones. */
    private static final Map<String, Set<String>> SHARED_INTERNALS = Map.of(
            "image", Set.of("face"),
            "torch", Set.of("network", "recognition"),
            "network", Set.of("recognition"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.visor");

    /** Attack and saliency stand side by side: neither may know of the other. */
    private static boolean mayDependOn(String from, String to) {
        boolean apart = from.equals("saliency") && to.equals("attack");
        return !apart && ORDER.indexOf(to) <= ORDER.indexOf(from);
    }

    @Test
    void everyPackageHasItsPlace() {
        assertThat(CLASSES).hasSizeGreaterThan(80);
        assertThat(CLASSES).allMatch(type -> ORDER.contains(part(type)), "stands in a known package");
        assertThat(ORDER)
                .allMatch(name -> CLASSES.stream().anyMatch(type -> part(type).equals(name)));
    }

    @Test
    void dependenciesPointToTheLeft() {
        assertThat(dependencies(dependency -> {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    return target.getPackageName().startsWith("dev.visor.")
                            && !mayDependOn(part(dependency.getOriginClass()), part(target));
                }))
                .isEmpty();
    }

    /** A package is for readers to hold in their heads. */
    @Test
    void packagesAreSmall() {
        Map<String, Set<String>> files = new TreeMap<>();
        CLASSES.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .forEach(type -> files.computeIfAbsent(below(type), any -> new TreeSet<>())
                        .add(type.getSource().orElseThrow().getFileName().orElseThrow()));
        assertThat(files).hasSizeGreaterThan(15);
        files.forEach((name, own) -> assertThat(own).as(name).hasSizeLessThanOrEqualTo(25));
    }

    /** Internal packages count as packages of their own here. */
    @Test
    void noPackagesDependOnEachOther() {
        SlicesRuleDefinition.slices()
                .matching("dev.visor.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void internalPackagesAreForTheirNeighbors() {
        assertThat(dependencies(dependency -> {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    String from = part(dependency.getOriginClass());
                    return target.getPackageName().startsWith("dev.visor.")
                            && target.getPackageName().endsWith(".internal")
                            && !from.equals(part(target))
                            && !SHARED_INTERNALS
                                    .getOrDefault(part(target), Set.of())
                                    .contains(from);
                }))
                .isEmpty();
    }

    @Test
    void nativeCodeStaysAtItsPlaces() {
        assertThat(users("org.bytedeco.pytorch"))
                .containsExactly(
                        "network.graph.internal",
                        "network.internal",
                        "network.operator.internal",
                        "recognition",
                        "recognition.internal",
                        "torch",
                        "torch.internal");
        assertThat(users("org.bytedeco.opencv")).containsExactly("image.internal");
        assertThat(users("org.bytedeco.openblas")).containsExactly("torch");
        assertThat(users("org.bytedeco.javacpp"))
                .containsExactly(
                        "image.internal",
                        "network.graph.internal",
                        "network.internal",
                        "network.operator.internal",
                        "recognition",
                        "recognition.internal",
                        "torch",
                        "torch.internal");
    }

    @Test
    void noNativeTypeShowsInAPublicSignature() {
        assertThat(CLASSES.stream()
                        .filter(type -> !type.getPackageName().endsWith(".internal"))
                        .flatMap(type -> type.getMembers().stream())
                        .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                                || member.getModifiers().contains(JavaModifier.PROTECTED))
                        .filter(member ->
                                types(member).anyMatch(type -> type.getName().startsWith("org.bytedeco"))))
                .isEmpty();
    }

    private static Stream<JavaClass> types(JavaMember member) {
        return member.getAllInvolvedRawTypes().stream();
    }

    @Test
    void coreKnowsNoFilesAndNoConsole() {
        assertThat(users("java.nio.file")).isEmpty();
        assertThat(dependencies(
                        dependency -> dependency.getTargetClass().getName().startsWith("java.io.File")))
                .isEmpty();
        assertThat(users("java.net")).isEmpty();
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
    }

    @Test
    void nothingStaticChanges() {
        assertThat(CLASSES.stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL)
                                || field.getModifiers().contains(JavaModifier.PUBLIC)
                                        && field.getRawType().isArray()))
                .extracting(JavaField::getFullName)
                .isEmpty();
    }

    @Test
    void onlyRecordsAndEnumsCompareThemselvesWithoutBeingFinal() {
        assertThat(CLASSES.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getName().equals("equals"))
                        .map(JavaCodeUnit::getOwner)
                        .filter(type -> !type.getModifiers().contains(JavaModifier.FINAL)))
                .isEmpty();
    }

    @Test
    void recordsHoldNoArrays() {
        assertThat(CLASSES.stream()
                        .filter(JavaClass::isRecord)
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(field -> field.getRawType().isArray()))
                .isEmpty();
    }

    /** Returns the first part of a class's package below the root. */
    private static String part(JavaClass type) {
        return below(type).replaceAll("\\..*", "");
    }

    private static String below(JavaClass type) {
        return type.getPackageName().replaceFirst("^dev\\.visor\\.", "");
    }

    private static List<Dependency> dependencies(Predicate<Dependency> wanted) {
        return CLASSES.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(wanted)
                .toList();
    }

    /** Returns the packages with a class that depends on a package of this name or below. */
    private static Set<String> users(String packageName) {
        Set<String> users = new TreeSet<>();
        dependencies(dependency -> (dependency
                                        .getTargetClass()
                                        .getBaseComponentType()
                                        .getPackageName() + ".")
                        .startsWith(packageName + "."))
                .forEach(dependency -> users.add(below(dependency.getOriginClass())));
        return users;
    }
}
