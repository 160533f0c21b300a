package dev.visor.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.experiment.Attacker;
import dev.visor.experiment.SurrogateAttackConfig;
import dev.visor.setting.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files with several systems, and attackers who have other systems than the one under test. */
class SystemsFileTest {

    private static final Registry REGISTRY = Registry.standard();

    private static final String SYSTEMS = """
            faces: embedded
            systems:
              frs: {kind: trained-head, head: {epochs: 3}}
              door: {kind: embedding}
              gate: {kind: embedding, template: best}
            """;

    @TempDir
    Path folder;

    private ExperimentFile read(String text) throws IOException {
        Path file = folder.resolve("experiment.yaml");
        Files.writeString(file, text);
        return ExperimentFile.read(file, List.of(), REGISTRY);
    }

    private static Set<String> surrogates(ExperimentFile file, String attacker) {
        Attacker who = file.config().attackers().get(attacker);
        assertThat(who).isNotNull();
        return ((SurrogateAttackConfig) who.attack()).surrogates().keySet();
    }

    @Test
    void eachSystemIsAnExperimentOfItsOwnWithTheSameRest() throws IOException {
        ExperimentFile file = read("title: Doors\nseed: 5\n" + SYSTEMS);
        Map<String, ExperimentFile> files = file.bySystem();
        assertThat(files.keySet()).containsExactly("frs", "door", "gate");
        files.forEach((name, own) -> {
            assertThat(own.title()).isEqualTo("Doors: " + name);
            assertThat(own.system()).isEqualTo(file.systems().get(name));
            assertThat(own.systems()).isNull();
            assertThat(own.seed()).isEqualTo(5);
            assertThat(own.config()).isEqualTo(file.config());
        });
    }

    @Test
    void surrogatesAreTheOtherSystemsUnlessSomeAreNamed() throws IOException {
        Map<String, ExperimentFile> files = read(SYSTEMS + """
                attackers:
                  all: {kind: transfer, max-iterations: 7, then: {kind: square, queries: 50}}
                  some: {kind: transfer, from: [frs, door]}
                  narrow: {kind: transfer, from: [frs, door], to: [gate]}
                  own: {kind: transfer, from: {mine: {kind: embedding, precision: bfloat16}}}
                """).bySystem();
        ExperimentFile door = files.get("door");
        assertThat(door.config().attackers()).containsOnlyKeys("all", "some", "own");
        assertThat(surrogates(door, "all")).containsExactly("frs", "gate");
        assertThat(surrogates(door, "some")).containsExactly("frs");
        assertThat(surrogates(files.get("gate"), "narrow")).containsExactly("frs", "door");
        assertThat(door.surrogates().keySet()).containsExactly("frs", "gate", "mine");
        assertThat(door.config().attackers().get("all").attack().maxSteps()).isEqualTo(50);
    }

    @Test
    void whatIsWrittenReadsBackAsAnEqualExperiment() throws IOException {
        ExperimentFile file = read(SYSTEMS + """
                attackers:
                  all: {kind: transfer, then: {kind: decision-based, queries: 50}}
                  some: {kind: transfer, from: [frs, door], to: [gate], preset: ARTICLE}
                  own: {kind: transfer, from: {mine: {kind: embedding, precision: bfloat16}}}
                """).resolved();
        assertThat(file.toYaml(REGISTRY)).doesNotContain("system:").contains("systems:");
        assertThat(read(file.toYaml(REGISTRY))).isEqualTo(file);
        ExperimentFile own = file.bySystem().get("gate");
        assertThat(own.toYaml(REGISTRY)).doesNotContain("systems:");
        assertThat(read(own.toYaml(REGISTRY))).isEqualTo(own);
        assertThat(own.settings(REGISTRY).keySet()).noneMatch(key -> key.endsWith(".weights"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {a: {kind: transfer, from: [nobody]}}             | attackers.a: from "nobody", must be names of systems: [frs, door, gate]
            {a: {kind: transfer, to: [nobody]}}               | attackers.a: to "nobody", must be names of systems: [frs, door, gate]
            {a: {kind: transfer, from: [frs]}}                | systems: frs, must be attacked by somebody: no attacker can be tried on it
            {a: {kind: transfer, from: frs}}                  | attackers.a.from: "frs", must be a list of names of systems, or a mapping with systems by name
            {a: {kind: transfer, then: gradient}}             | attackers.a.then: "gradient", must be one of [square, decision-based] or a mapping
            {a: {kind: transfer, from: {frs: {kind: embedding, precision: bfloat16}}}, b: {kind: transfer}} | attackers.b: "frs", must be the same surrogate as that of another attacker, or have another name
            """)
    void refusesAttackersWhoHaveNoSuchSystems(String attackers, String problem) {
        assertThatThrownBy(() -> read(SYSTEMS + "attackers: " + attackers + "\n"))
                .isInstanceOf(ExperimentFileException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            transfer                                              | attackers.a: without surrogates, must be given "from", a mapping with systems by name, as the experiment has a single system
            {kind: transfer, from: [frs]}                         | attackers.a: without surrogates, must be given "from"
            {kind: transfer, from: {same: {kind: trained-head}}}  | attackers.a: [same], must be made on others than the system under test
            """)
    void aSingleSystemNeedsSurrogatesThatAreGiven(String attack, String problem) {
        String attacker = attack.startsWith("{") ? attack : "{kind: " + attack + "}";
        assertThatThrownBy(() -> read("faces: embedded\nattackers: {a: " + attacker + "}\n"))
                .isInstanceOf(ExperimentFileException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void namesEitherOneSystemOrSeveral() {
        assertThatThrownBy(() -> read(SYSTEMS + "system: {kind: embedding}\n"))
                .hasMessageContaining("experiment.yaml:2: systems: stands beside \"system\"; must be the only one");
        assertThatThrownBy(() -> read("faces: embedded\nsystems: {}\n"))
                .hasMessageContaining("systems: {}, must be a mapping with at least one name");
        assertThatThrownBy(() -> read("faces: embedded\nsystems: {a.b: {kind: embedding}}\n"))
                .hasMessageContaining("the name \"a.b\" must be up to 40 letters");
    }

    @Test
    void networksBesideAServiceSeeItsFacesWithoutTheirMargin() throws IOException {
        String faces = "faces: {folder: photos, alignment: detect, size: 150, margin: 0.5, people: 3}\n";
        ExperimentFile file = read(faces + """
                systems:
                  door: {kind: embedding}
                  kiosk: {kind: service, url: "http://kiosk.example"}
                attackers: {a: {kind: square}}
                """);
        assertThat(file.bySystem().get("kiosk").faces()).isEqualTo(file.faces());
        ExperimentFile door = file.bySystem().get("door");
        assertThat(door.faces())
                .isEqualTo(read(faces.replace(", margin: 0.5", "") + "system: {kind: embedding}\n")
                        .faces());
        assertThat(read(door.toYaml(REGISTRY))).isEqualTo(door);
        assertThatThrownBy(() -> read(faces + "systems: {door: {kind: embedding}, gate: {kind: trained-head}}\n"))
                .hasMessageContaining("faces.margin: 0.5, must be 0, because the system \"resnet29 embeddings\"");
    }

    @Test
    void everySystemIsChecked() {
        assertThatThrownBy(() -> read(SYSTEMS + "split: {never-enrolled: 1}\n"))
                .hasMessageContaining(
                        "never-enrolled: 1, must be left out, because the system \"resnet29\" knows everybody");
    }
}
