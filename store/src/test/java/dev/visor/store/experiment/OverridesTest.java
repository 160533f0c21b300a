package dev.visor.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.HatBand;
import dev.visor.accessory.ShapeFamily;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.MomentumStep;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.defense.HardenedHead;
import dev.visor.defense.Occlusions;
import dev.visor.defense.chain.CertifiedMasking;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.evaluation.grid.Grid;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.network.Architectures;
import dev.visor.setting.Registry;
import dev.visor.store.faces.FaceSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of the command line stand in the place of those of a file, and words of the file give way to keys that are set. */
class OverridesTest {

    private static final Registry REGISTRY = Registry.standard();

    private static final String FILE = """
            faces: {folder: faces}
            attackers:
              one: {pairs: 3, step: {size: 300}}
            defenses:
              none: []
              chain: [{kind: certified-masking, cover: QUARTERS}, hardened-head]
            """;

    @TempDir
    Path dir;

    @Test
    void replaceAddAndMendValues() throws IOException {
        ExperimentFile file = read(
                FILE,
                "attackers.one.step.size=12",
                "attackers.one.step.patience=5",
                "attackers.two={kind: square, knows: defense}",
                "system.head.hidden=[]",
                "title=Again",
                "tuning.grid.n=[1]",
                "attackers.one.step.size=11",
                "defenses.new=[hardened-head]",
                "faces.folder=other");
        assertThat(file.title()).isEqualTo("Again");
        assertThat(file.faces())
                .isEqualTo(
                        new FolderFaceSource(Path.of("other").toAbsolutePath().toString(), FaceSelection.ALL));
        ExperimentConfig config = file.config();
        assertThat(config.attackers().keySet()).containsExactly("one", "two");
        assertThat(((GradientAttackConfig) config.attackers().get("one").attack()).step())
                .isEqualTo(new MomentumStep(11, 0.2, 0.4, 5));
        assertThat(((TrainedHeadSource) file.system()).head().hidden()).isEmpty();
        assertThat(config.defenses().keySet()).containsExactly("none", "chain", "new");
        Grid grid = Objects.requireNonNull(config.tuning()).grid();
        assertThat(grid.iterations()).containsExactly(1);
        assertThat(grid.fills()).isEqualTo(Grid.DEFAULT.fills());
    }

    @Test
    void aFolderTakesThePlaceOfTheEmbeddedFacesAndTheOtherWayRound() throws IOException {
        FolderFaceSource shots = (FolderFaceSource)
                read("faces: embedded", "faces.folder=shots", "faces.size=112").faces();
        assertThat(shots.folder()).isEqualTo(Path.of("shots").toAbsolutePath().toString());
        assertThat(shots.selection().size()).isEqualTo(112);
        assertThat(read("faces: {folder: x, size: 112}", "faces=embedded").faces())
                .isEqualTo(EmbeddedFaceSource.JOHNS);
        assertThat(read("split: {}", "faces=embedded").faces()).isEqualTo(EmbeddedFaceSource.JOHNS);
        assertThat(read("split: {}", "faces.folder=shots").faces()).isInstanceOf(FolderFaceSource.class);
    }

    @Test
    void anotherNetworkNeedsItsWeights() throws IOException {
        ExperimentFile file = read("faces: {folder: x}", "system.network=vgg16", "system.weights=w.safetensors");
        TrainedHeadSource system = (TrainedHeadSource) file.system();
        assertThat(system.network()).isEqualTo(Architectures.VGG16);
        assertThat(system.weights())
                .isEqualTo(Path.of("w.safetensors").toAbsolutePath().toString());
        assertThat(system.head()).isEqualTo(TrainedHeadSource.DEFAULT.head());
        assertThat(problems("faces: {folder: x}", "system.network=vgg16"))
                .containsExactly("--set system.network: system.weights: embedded, must be a file, because vgg16 has no"
                        + " embedded weights");
    }

    @Test
    void aWordIsWhatTheKeysStartFrom() throws IOException {
        Occlusions base = Occlusions.DEFAULT;
        Occlusions once = new Occlusions(
                base.families(), base.members(), base.rectangles(), base.largest(), base.fill(), false, true);
        for (String start : List.of("", "occlusions: DEFAULT\n", "occlusions:\n")) {
            assertThat(read(start + "faces: embedded", "occlusions.mirrored=false")
                            .config()
                            .occlusions())
                    .isEqualTo(once);
        }
        ExperimentFile file = read(
                FILE,
                "attackers.one.step=momentum",
                "attackers.one.step.size=2",
                "system=trained-head",
                "system.head.epochs=3",
                "defenses.chain[1].cover.rotation=3",
                "tuning=none",
                "tuning.attacks=7");
        assertThat(((GradientAttackConfig) file.config().attackers().get("one").attack()).step())
                .isEqualTo(new MomentumStep(2, 0.2, 0.4, 10));
        assertThat(((TrainedHeadSource) file.system()).head().epochs()).isEqualTo(3);
        assertThat(file.config().tuning()).isEqualTo(new ExperimentConfig.Tuning(7, Grid.DEFAULT));
        assertThat(file.config().defenses().get("chain"))
                .isEqualTo(new ChainConfig(List.of(
                        new CertifiedMasking.Config(
                                List.of(ShapeFamily.GLASSES), new CoverConfig(2, 2, 1, 3, true), Fills.TELEA, null),
                        new HardenedHead.Config())));
    }

    @Test
    void itemsOfListsAreCountedFromOne() throws IOException {
        ExperimentFile file = read(
                "faces: embedded\naccessories: [rectangle, hat band]\ndefenses: {none: [], a: [certified-masking]}",
                "accessories[2].rise=1",
                "accessories[2].name=low",
                "accessories[1]=face mask",
                "defenses.a[1].false-alarms=0.2");
        assertThat(file.config().accessories().keySet()).containsExactly("face mask", "low");
        assertThat(file.config().accessories())
                .containsEntry("low", new HatBand(1, HatBand.DEFAULT.halfHeight(), HatBand.DEFAULT.halfWidth()));
        assertThat(file.config().defenses().get("a").falseAlarms()).contains(new FalseAlarmRate(0.2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            attackers.one.step.momentum=1  | --set attackers.one.step.momentum: 1, must be in [0, 1)
            foo                            | --set foo: must be a key, "=" and a value, for example attackers.unaware.pairs=10
            =3                             | --set =3: must be a key, "=" and a value, for example attackers.unaware.pairs=10
            seed.x=3                       | --set seed.x: seed: is "x", which has no keys
            system.head.hidden=[           | --set system.head.hidden: column 2: is not valid YAML: expected the node content, but found '<stream end>'
            system.head.epochs=&a 3        | --set system.head.epochs: has an anchor (&) or an alias (*), which are not allowed here: write the value itself
            a.b=1                          | --set a.b: unknown key "a", must be one of [title, seed, faces, system, systems, split, occlusions, accessories, wearers, attackers, defenses, printed, tuning, report]
            system.haed={}                 | --set system.haed: unknown key "system.haed", must be one of [kind, network, weights, precision, head, input, output] (did you mean "head"?)
            tuning.grid.n=-3               | --set tuning.grid.n: -3, must be a list
            faces.size=31                  | --set faces.size: 31, must be in [32, 1024]
            defenses.chain.fill=zero       | --set defenses.chain.fill: defenses.chain: is [..., "hardened-head"], which has no keys
            defenses.chain[3].fill=zero    | --set defenses.chain[3].fill: there is no item [3] in a list of 2
            defenses.chain[0]=rejection    | --set defenses.chain[0]: there is no item [0] in a list of 2
            seed[1]=3                      | --set seed[1]: there is no item [1] in "x"
            defenses.chain[1].cover.along=17 | --set defenses.chain[1].cover.along: 17, must be in [1, 16]
            defenses.chain=TUNDE           | --set defenses.chain: "TUNDE", must be one of [RECOMMENDED, GUARDED, TUNED] or a list (did you mean "TUNED"?)
            """)
    void badOnes(String override, String problem) throws IOException {
        assertThat(problems(FILE.replace("300", "30") + "seed: x\n", override))
                .filteredOn(line -> !line.endsWith(": seed: \"x\", must be a whole number"))
                .containsExactly(problem);
    }

    @Test
    void problemsOfTheFileComeFirst() throws IOException {
        List<String> problems = problems(
                FILE + "seed: x\n",
                "system.head={epochs: 0, epochs: 1}",
                "report.examples=0",
                "x.".repeat(20_000) + "x=1");
        assertThat(problems)
                .containsExactly(
                        file() + ":3: attackers.one.step.size: 300, must be in [1, 255]",
                        file() + ":7: seed: \"x\", must be a whole number",
                        "--set system.head: epochs: appears twice",
                        "--set " + "x.".repeat(100) + "...: is nested more than 16 levels deep",
                        "--set system.head: system.head.epochs: 0, must be at least 1",
                        "--set report.examples: 0, must be at least 1");
    }

    private Path file() {
        return dir.resolve("some.yaml");
    }

    private ExperimentFile read(String yaml, String... overrides) throws IOException {
        return ExperimentFile.read(Files.writeString(file(), yaml), List.of(overrides), REGISTRY);
    }

    private List<String> problems(String yaml, String... overrides) {
        return catchThrowableOfType(ExperimentFileException.class, () -> read(yaml, overrides))
                .problems();
    }
}
