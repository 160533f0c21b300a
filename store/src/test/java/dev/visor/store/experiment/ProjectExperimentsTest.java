package dev.visor.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.attack.AttackConfig;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.blackbox.SquareAttackConfig;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.evaluation.grid.Grid;
import dev.visor.evaluation.grid.GridStrategy;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.network.Architectures;
import dev.visor.recognition.training.HeadTrainer;
import dev.visor.setting.Registry;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The experiments that come with the project, and the demo. */
class ProjectExperimentsTest {

    private static final Registry REGISTRY = Registry.standard();

    private static final Path FOLDER = Path.of("..", "experiments");

    @TempDir
    Path dir;

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> experiments = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            assertThat(experiments).hasSizeGreaterThanOrEqualTo(6);
            return Stream.concat(
                            experiments.stream(),
                            Stream.of("dlib.yaml", "dlib-photographs.yaml")
                                    .map(Path.of("..", "examples", "services")::resolve))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsLegalAndComesBack(Path file) throws IOException {
        assertComesBack(ExperimentFile.read(file, List.of(), REGISTRY));
    }

    @Test
    void theDemoIsLegalAndComesBack() throws IOException {
        ExperimentFile demo = ExperimentFile.demo(List.of(), REGISTRY);
        assertComesBack(demo);
        Path saved = Files.writeString(dir.resolve("demo.yaml"), ExperimentFile.demoText());
        assertThat(ExperimentFile.read(saved, List.of(), REGISTRY)).isEqualTo(demo);
        assertThat(ExperimentFile.demo(List.of("seed=7"), REGISTRY).seed()).isEqualTo(7);
        assertThat(demo.config().attackers().values())
                .extracting(Attacker::adapts)
                .containsExactly(false, true);
        assertThat(demo.config().defenses())
                .containsEntry("ARTICLE", mask(SaliencyMaskConfig.ARTICLE))
                .containsEntry("TUNED", ChainConfig.TUNED);
        assertThat(demo.config().defenses().get("RECOMMENDED").names()).isEqualTo(ChainConfig.RECOMMENDED.names());
    }

    private void assertComesBack(ExperimentFile experiment) throws IOException {
        String yaml = experiment.toYaml(REGISTRY);
        Path written = Files.writeString(dir.resolve("written.yaml"), yaml);
        ExperimentFile back = ExperimentFile.read(written, List.of(), REGISTRY);
        assertThat(back).isEqualTo(experiment);
        assertThat(back.toYaml(REGISTRY)).isEqualTo(yaml);
    }

    @Test
    void theArticlesExperimentIsTheArticles() throws IOException {
        ExperimentFile article = read("article.yaml");
        assertThat(article.seed()).isEqualTo(1);
        assertThat(article.system())
                .isEqualTo(new TrainedHeadSource(
                        Architectures.VGG16,
                        FOLDER.resolve("weights/vggface.safetensors")
                                .toAbsolutePath()
                                .normalize()
                                .toString(),
                        Precision.FLOAT32,
                        new HeadTrainer.Config(List.of(4096, 4096), 0.5, 45, 32, 1e-4, 1e-4)));
        assertArticlesKind(article.config(), GradientAttackConfig.ARTICLE);
        Grid grid = Objects.requireNonNull(article.config().tuning()).grid();
        assertThat(grid.combinations()).hasSize(1000).contains(SaliencyMaskConfig.ARTICLE);
        assertThat(grid.strategy()).isEqualTo(GridStrategy.HALVING);
        assertThat(grid.minClean()).isZero();
    }

    @Test
    void celebs24IsTheArticlesOnOtherFaces() throws IOException {
        ExperimentFile celebs = read("celebs24.yaml");
        assertThat(celebs.seed()).isEqualTo(42);
        TrainedHeadSource system = (TrainedHeadSource) celebs.system();
        assertThat(system.precision()).isEqualTo(Precision.FLOAT32);
        assertThat(system.head()).isEqualTo(new HeadTrainer.Config(List.of(512), 0.5, 45, 32, 1e-4, 1e-4));
        assertArticlesKind(celebs.config(), GradientAttackConfig.PATIENT);
        Grid grid = Objects.requireNonNull(celebs.config().tuning()).grid();
        assertThat(grid.combinations()).hasSize(162);
        assertThat(grid.strategy()).isEqualTo(GridStrategy.EXHAUSTIVE);
        assertThat(grid.minClean()).isEqualTo(0.99);
    }

    private static void assertArticlesKind(ExperimentConfig config, AttackConfig attack) {
        assertThat(config.split()).isEqualTo(new ExperimentConfig.Split(0.2, 0));
        assertThat(config.attackers())
                .containsExactly(Map.entry(
                        "unaware",
                        new Attacker(Attacker.Knows.SYSTEM, 60, Attacker.Goal.IMPERSONATION, null, null, 1, attack)));
        assertThat(config.accessories()).isEqualTo(ExperimentConfig.DEFAULT.accessories());
        assertThat(config.defenses())
                .isEqualTo(Map.of(
                        "none", ChainConfig.NONE,
                        "DEFAULT", mask(SaliencyMaskConfig.DEFAULT),
                        "ARTICLE", mask(SaliencyMaskConfig.ARTICLE),
                        "ARTICLE_ABSOLUTE", mask(SaliencyMaskConfig.ARTICLE_ABSOLUTE),
                        "TUNED", ChainConfig.TUNED));
        assertThat(Objects.requireNonNull(config.tuning()).attacks()).isEqualTo(60);
        assertThat(config.report()).isEqualTo(new ExperimentConfig.Report(6, 0.8));
    }

    private static ChainConfig mask(SaliencyMaskConfig config) {
        return new ChainConfig(List.of(config));
    }

    @Test
    void theMatricesCalibrateOnOtherFacesThanTheyEvaluateOn() throws IOException {
        ExperimentConfig whole = read("matrix.yaml").config();
        assertThat(whole.attackers().values()).extracting(Attacker::pairs).containsExactly(200, 60, 8);
        assertThat(whole.accessories()).hasSize(6);
        assertThat(whole.defenses())
                .hasSize(12)
                .containsEntry("guarded", ChainConfig.GUARDED)
                .containsEntry("recommended", ChainConfig.RECOMMENDED);
        assertThat(whole.attackers().get("query-only").attack()).isEqualTo(new SquareAttackConfig(100, 0.05, 32, 0.9));
        ExperimentConfig glasses = read("matrix-glasses.yaml").config();
        assertThat(glasses.attackers().values()).extracting(Attacker::pairs).containsExactly(200, 200);
        assertThat(whole.defenses()).containsAllEntriesOf(glasses.defenses());
        ExperimentFile vgg16 = read("matrix-vgg16.yaml");
        assertThat(vgg16.system().name()).isEqualTo("vgg16");
        assertThat(vgg16.config().occlusions().mirrored()).isFalse();
        assertThat(glasses.defenses()).containsAllEntriesOf(vgg16.config().defenses());
        ExperimentFile small = read("matrix-small.yaml");
        assertThat(small.faces()).isEqualTo(EmbeddedFaceSource.JOHNS);
        for (ExperimentConfig config : List.of(whole, glasses, vgg16.config(), small.config())) {
            assertThat(config.split()).isEqualTo(new ExperimentConfig.Split(0.2, 0.5));
            assertThat(config.tuning()).isNull();
            assertThat(config.attackers().get("unaware").adapts()).isFalse();
            assertThat(config.attackers().get("adaptive").adapts()).isTrue();
            assertThat(((GradientAttackConfig)
                                    config.attackers().get("adaptive").attack())
                            .startColors())
                    .isEqualTo(GradientAttackConfig.PERSISTENT.startColors());
        }
    }

    private static ExperimentFile read(String name) throws IOException {
        return ExperimentFile.read(FOLDER.resolve(name), List.of(), REGISTRY);
    }
}
