package dev.visor.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.attack.GradientCheck;
import dev.visor.attack.Knowledge;
import dev.visor.defense.Fill;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.evaluation.Answer;
import dev.visor.evaluation.AttackRecord;
import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.Declaration;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Finding;
import dev.visor.evaluation.GoodnessScore;
import dev.visor.evaluation.Outcome;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.Rates;
import dev.visor.evaluation.WearersResult;
import dev.visor.evaluation.grid.GridPoint;
import dev.visor.evaluation.grid.TuningResult;
import dev.visor.evaluation.openset.DefendedOpenSet;
import dev.visor.evaluation.openset.DetPoint;
import dev.visor.evaluation.openset.OpenSetResult;
import dev.visor.evaluation.openset.OperatingPoint;
import dev.visor.experiment.DataSummary;
import dev.visor.experiment.Example;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.Provenance;
import dev.visor.experiment.TrainingSummary;
import dev.visor.experiment.UnderMasks;
import dev.visor.experiment.cost.StageTime;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.ConfusionMatrix;
import dev.visor.recognition.Threshold;
import dev.visor.recognition.Verdict;
import dev.visor.recognition.training.Epoch;
import dev.visor.setting.Kind;
import dev.visor.setting.Registry;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTest {

    private static final Identity AL = new Identity("Al");
    private static final Identity BO = new Identity("Bo \"the\" Ö");

    @TempDir
    Path folder;

    @Test
    void allResultsComeBackEqual() throws IOException {
        Path file = folder.resolve("results.json");
        Json.write(file, results());
        ExperimentResults read = Json.read(file, ExperimentResults.class);
        assertThat(read).isEqualTo(results());
        assertThat(Json.toText(read)).isEqualTo(Files.readString(file));
    }

    @Test
    void anOpenSetComesBackEqualAndAClosedOneHasNoSuchKey() throws IOException {
        ExperimentResults all = results();
        Rate rate = new Rate(3, 160);
        DetPoint point = new DetPoint(0.5123456, rate, rate);
        ExperimentResults open = new ExperimentResults(
                all.version(),
                all.provenance(),
                all.data(),
                all.training(),
                all.hardened(),
                all.attackers(),
                all.accessories(),
                all.attacks(),
                all.tuning(),
                all.defenses(),
                all.findings(),
                all.examples(),
                new OpenSetResult(
                        new Threshold(0.51234567f, 0.001, 12000, 12),
                        20,
                        4,
                        rate,
                        rate,
                        rate,
                        rate,
                        rate,
                        List.of(new OperatingPoint(0.001, point)),
                        List.of(point),
                        List.of(new DefendedOpenSet("none", rate, rate))));
        Path file = folder.resolve("open.json");
        Json.write(file, open);
        assertThat(Json.read(file, ExperimentResults.class)).isEqualTo(open);
        assertThat(Json.toText(results())).doesNotContain("openSet");
    }

    @Test
    void honestPeopleWhoWearSomethingComeBackEqualAndOlderResultsHaveNone() throws IOException {
        DefenseResult none = results().defenses().get(0);
        Rate nobody = new Rate(0, 5);
        DefenseResult worn = new DefenseResult(
                none.name(),
                none.chain(),
                none.declaration(),
                none.clean(),
                none.cells(),
                List.of(new WearersResult("sunglasses", new Rate(2, 5), new Rate(3, 5), nobody, nobody)));
        assertThat(Json.parse(Json.toText(worn), DefenseResult.class, "worn")).isEqualTo(worn);
        assertThat(Json.toText(none)).doesNotContain("wearers");
        assertThat(Json.parse(Json.toText(none), DefenseResult.class, "none")).isEqualTo(none);
        assertThatThrownBy(() -> Json.parse("{\"wearers\": []}", DefenseResult.class, "part"))
                .isInstanceOf(DamagedFileException.class);
    }

    @Test
    void whatIsNotThereComesBackAsNotThere() throws IOException {
        ExperimentResults all = results();
        ExperimentResults some = new ExperimentResults(
                all.version(),
                all.provenance(),
                all.data(),
                all.training(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of());
        Path file = folder.resolve("some.json");
        Json.write(file, some);
        assertThat(Json.read(file, ExperimentResults.class)).isEqualTo(some);
    }

    /** So files of earlier versions are still read. */
    @Test
    void aDefenseThatProvesNothingHasNoSuchKeys() throws IOException {
        DefenseResult there = results().defenses().get(0);
        DefenseResult plain = new DefenseResult(there.name(), there.chain(), there.clean(), there.cells());
        Example shown = results().examples().get(0);
        Example without = new Example(
                shown.attack(),
                shown.attacker(),
                shown.accessory(),
                shown.defense(),
                shown.clean(),
                shown.attacked(),
                shown.defended(),
                shown.facePicture(),
                shown.targetPicture(),
                shown.startPicture(),
                shown.attackedPicture(),
                shown.saliencyPicture(),
                shown.maskPicture(),
                shown.cleansedPicture(),
                null,
                null);
        String line = Json.toLine(plain);
        assertThat(line).doesNotContain("declaration");
        assertThat(Json.parse(line, DefenseResult.class, "line")).isEqualTo(plain);
        String example = Json.toLine(without);
        assertThat(example).doesNotContain("underMasks");
        assertThat(Json.parse(example, Example.class, "line")).isEqualTo(without);
    }

    @Test
    void partsAndListsComeBackEqual() throws IOException {
        Path file = folder.resolve("part.json");
        Json.write(file, results().training());
        assertThat(Json.read(file, TrainingSummary.class)).isEqualTo(results().training());
        Json.write(file, attacks());
        assertThat(Json.read(file, AttackSummary.class)).isEqualTo(attacks());
        Json.write(file, defense());
        assertThat(Json.read(file, DefenseResult.class)).isEqualTo(defense());
        Json.write(file, tuning());
        assertThat(Json.read(file, TuningResult.class)).isEqualTo(tuning());
        List<StageTime> times = List.of(new StageTime("train", 1.25), new StageTime("attack", 0));
        Json.write(file, times);
        assertThat(Json.readList(file, StageTime.class)).isEqualTo(times);
    }

    @Test
    void writesPlainReadableText() {
        assertThat(Json.toText(new StageTime("train", 0.1)))
                .isEqualTo("{\n  \"stage\": \"train\",\n  \"seconds\": 0.1\n}\n");
        assertThat(Json.toText(List.of(AL, BO))).isEqualTo("[ \"Al\", \"Bo \\\"the\\\" Ö\" ]\n");
        assertThat(Json.toText(Map.of(AL, 3))).isEqualTo("{\n  \"Al\": 3\n}\n");
        assertThat(Json.toText(2.0E-3)).isEqualTo("0.002\n");
    }

    @Test
    void writesWhatARateAndAScoreComeTo() throws IOException {
        assertThat(Json.toText(new Rate(1, 4)))
                .startsWith("{\n  \"hits\": 1,\n  \"trials\": 4,\n  \"rate\": 0.25,\n  \"low\": 0.0455")
                .contains("\"high\": 0.69");
        assertThat(Json.toText(new Rate(0, 0)))
                .isEqualTo(
                        "{\n  \"hits\": 0,\n  \"trials\": 0,\n  \"rate\": null,\n  \"low\": 0.0,\n  \"high\": 1.0\n}\n");
        assertThat(Json.toText(new GoodnessScore(1, 0.5, 0))).contains("\"goodness\": 0.8333333333333334");
        Path file = Files.writeString(folder.resolve("rate.json"), "{\"hits\": 1, \"trials\": 4, \"rate\": 0.9}");
        assertThat(Json.read(file, Rate.class)).isEqualTo(new Rate(1, 4));
    }

    @Test
    void everyDoubleComesBackExactly() throws IOException {
        double[] values = {0.1 + 0.2, Double.MIN_VALUE, 1.0 / 3, 2.2250738585072014E-308, 1e23, 0.7000000000000001};
        Path file = folder.resolve("time.json");
        for (double value : values) {
            Json.write(file, new StageTime("x", value));
            assertThat(Json.read(file, StageTime.class).seconds()).isEqualTo(value);
        }
    }

    @Test
    void saysWhereAFileIsDamaged() throws IOException {
        assertDamaged("{\n  \"stage\": \"x\",\n  \"seconds\": oops\n}", "line 3, column ");
        assertDamaged("{\"stage\": \"x\"", "line 1, column ");
        assertDamaged("", "line 1, column ");
        assertDamaged("null", "is null");
        assertDamaged("{\"stage\": \"x\"}", "seconds");
        assertDamaged("{\"stage\": \"x\", \"seconds\": null}", "line 1, column ");
        assertDamaged("{\"stage\": \"x\", \"seconds\": 1, \"more\": 2}", "more");
        assertDamaged("{\"stage\": \"x\", \"stage\": \"y\", \"seconds\": 1}", "Duplicate field 'stage'");
        assertDamaged("{\"stage\": \"x\", \"seconds\": 1} {}", "line 1, column ");
    }

    @Test
    void refusesValuesOutOfRange() throws IOException {
        Path file = Files.writeString(folder.resolve("rate.json"), "{\n\"hits\": 5,\n\"trials\": 4}");
        assertThatThrownBy(() -> Json.read(file, Rate.class))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith(file + ": line 3, column ")
                .hasMessageContaining("illegal rate: 5/4");
        Path fraction = Files.writeString(folder.resolve("f.json"), "{\"hits\": 0.5, \"trials\": 4}");
        assertThatThrownBy(() -> Json.read(fraction, Rate.class)).isInstanceOf(DamagedFileException.class);
        Path blank = Files.writeString(folder.resolve("b.json"), "\" \"");
        assertThatThrownBy(() -> Json.read(blank, Identity.class)).isInstanceOf(DamagedFileException.class);
        assertThatThrownBy(() -> Json.read(folder.resolve("none"), Rate.class))
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("none") + ": there is no such file");
    }

    private void assertDamaged(String text, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.json"), text);
        assertThatThrownBy(() -> Json.read(file, StageTime.class))
                .as(text)
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith(file + ": line ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aSaliencyMaskIsAnObjectAsInExperimentFiles() throws IOException {
        assertThat(Json.toText(SaliencyMaskConfig.ARTICLE_ABSOLUTE)).isEqualTo("""
                {
                  "map": "absolute",
                  "mu": "absolute 0.98",
                  "n": 8,
                  "phi": 80,
                  "reference-width": 224,
                  "fill": "zero"
                }
                """);
        Path file = Files.writeString(folder.resolve("mask.json"), "{\"preset\": \"ARTICLE\", \"n\": 3}");
        SaliencyMaskConfig article = SaliencyMaskConfig.ARTICLE;
        assertThat(Json.read(file, SaliencyMaskConfig.class, Registry.standard()))
                .isEqualTo(new SaliencyMaskConfig(
                        article.map(), article.threshold(), 3, article.minArea(), 224, article.fill()));
        for (String bad : List.of("{\"n\": -1}", "{\"nn\": 1}", "{\"fill\": null}", "3", "[]")) {
            Files.writeString(file, bad);
            assertThatThrownBy(() -> Json.read(file, SaliencyMaskConfig.class))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageStartingWith(file + ": line 1, column ")
                    .hasMessageNotContaining("\n");
        }
    }

    /** A fill of a user's, with a setting. */
    record Gray(double level) implements Fill {

        @Override
        public String name() {
            return "gray";
        }

        @Override
        public boolean needsSurroundings() {
            return false;
        }

        @Override
        public Image replace(Image image, Mask mask) {
            return image;
        }
    }

    /** Four bytes that look like the begin of a text in UCS-4. */
    @Test
    void refusesATextInAnUnknownEncoding() throws IOException {
        Path file = Files.write(folder.resolve("x.json"), new byte[] {0, 0, '{', 0, '}', 0, 0, 0});
        assertThatThrownBy(() -> Json.readList(file, Rate.class))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith(file + ": is no text in UTF-8: ");
    }

    @Test
    void aMaskOfAUsersKindComesBackWithItsSettings() throws IOException {
        Registry registry = Registry.standard().toBuilder()
                .add(
                        Fill.class,
                        Kind.of(
                                "gray",
                                "one gray",
                                Settings.of(Gray.class, Setting.of("level", Type.number("in [0, 1]"), "how bright"))))
                .build();
        TuningResult tuning = new TuningResult(
                List.of(new GridPoint(
                        SaliencyMaskConfig.DEFAULT.withFill(new Gray(1 / 3.0)), new GoodnessScore(1, 1, 0), 3)),
                1,
                2,
                1,
                1,
                0);
        Path file = folder.resolve("tuning.json");
        Json.write(file, tuning, registry);
        assertThat(Json.read(file, TuningResult.class, registry)).isEqualTo(tuning);
        assertThatThrownBy(() -> Json.read(file, TuningResult.class))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining("fill.kind: \"gray\", must be one of [zero, mean, blur, telea]");
    }

    private static TuningResult tuning() {
        return new TuningResult(
                List.of(
                        new GridPoint(SaliencyMaskConfig.ARTICLE, new GoodnessScore(0.1, 0.2, 0.3), 60),
                        new GridPoint(SaliencyMaskConfig.ARTICLE_ABSOLUTE, new GoodnessScore(1, 1, 1 / 3.0), 7)),
                20,
                40,
                77,
                4320,
                0.25);
    }

    private static AttackSummary attacks() {
        return new AttackSummary(
                "unaware",
                "eyeglass frame",
                new Rate(1, 2),
                24.5,
                0.0604,
                List.of(
                        new AttackRecord("a1", "Al/1.jpg", AL, BO, true, 23, 0, 0.06, 0.999, 1e-5, 0.91, null),
                        new AttackRecord("a2", "Bo/1.jpg", BO, null, false, 300, null, 0.06, 0.98, 0.1, 0.2, null)));
    }

    private static DefenseResult defense() {
        Answer answer = new Answer(Verdict.PERSON, BO, 0.9, 0.05, 0.9, false);
        Answer after = new Answer(Verdict.TAMPERED, AL, 0.7, 0.7, 0.1, true);
        Rates rates = new Rates(0.8, new Rate(19, 20), new Rate(0, 40), new Rate(0, 0), new Rate(38, 40));
        CleanResult clean = new CleanResult(
                new Rate(3, 4),
                new Rate(0, 4),
                new Rate(1, 4),
                new Rate(2, 4),
                Set.of("b", "a"),
                List.of(new Rate(3, 4), new Rate(1, 4)),
                1 / 7.0,
                1 / 3.0,
                0.1);
        Cell white = new Cell(
                "adaptive",
                "hat band",
                new Rate(1, 3),
                new Rate(1, 3),
                new Rate(0, 3),
                new Rate(1, 3),
                new Rate(0, 0),
                List.of(0, 7),
                300,
                new GradientCheck(3, 1, 0),
                List.of(rates, rates),
                new GoodnessScore(0.99, 0.98, 0.01),
                List.of(
                        new Outcome("a1", answer, after, 0.1, 0.95, null),
                        new Outcome("a2", answer, answer, null, null, null)),
                null,
                null);
        Cell blind = new Cell(
                "blind",
                "hat band",
                new Rate(0, 3),
                new Rate(3, 3),
                new Rate(0, 3),
                new Rate(0, 3),
                null,
                List.of(),
                1000,
                null,
                List.of(rates),
                new GoodnessScore(0.99, 0.02, 0.97),
                List.of(),
                null,
                null);
        return new DefenseResult(
                "guarded",
                List.of("certified detection"),
                new Declaration(List.of(new Declaration.Family("hat band", List.of("hat band")))),
                clean,
                List.of(white, blind),
                List.of());
    }

    private static ExperimentResults results() {
        Answer answer = new Answer(Verdict.UNKNOWN, BO, 0.9, 0.05, 0.9, false);
        return new ExperimentResults(
                ExperimentResults.VERSION,
                new Provenance(
                        "demo",
                        -7_000_000_000_000_000_001L,
                        "resnet29",
                        "ab".repeat(32),
                        new TreeMap<>(Map.of("visor", "0.1.0", "java", "17")),
                        List.of("amd64 avx2"),
                        new TreeMap<>(Map.of("epochs", "45"))),
                new DataSummary(
                        "johns",
                        150,
                        150,
                        "dlib",
                        new TreeMap<>(Map.of(AL, 11, BO, 12)),
                        44,
                        11,
                        11,
                        0,
                        List.of("x: bad"),
                        null),
                new TrainingSummary(
                        List.of(new Epoch(1, 1.6094, 0.2, 0.25), new Epoch(2, 1.0 / 3, 1, 1)),
                        new Rate(44, 44),
                        new Rate(10, 11),
                        ConfusionMatrix.of(List.of(AL, BO), new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1}, new int[] {
                            0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1
                        })),
                new Rate(9, 11),
                List.of(new AttackerSummary("adaptive", Knowledge.WHITE_BOX, true, "impersonation", 3, 300)),
                List.of("hat band"),
                List.of(attacks()),
                new ExperimentResults.Tuning(attacks(), tuning()),
                List.of(defense()),
                List.of(new Finding("guarded", Finding.Kind.NOT_CONVERGED, "more would bring more")),
                List.of(new Example(
                        "a1",
                        "adaptive",
                        "hat band",
                        "guarded",
                        answer,
                        answer,
                        answer,
                        "1.png",
                        "",
                        "3.png",
                        "4.png",
                        "5.png",
                        "6.png",
                        "7.png",
                        new UnderMasks(
                                answer,
                                List.of(new UnderMasks.MaskView(
                                        "glasses",
                                        new UnderMasks.View("9.png", List.of(new UnderMasks.Plausible(AL, 0.7))),
                                        new UnderMasks.View("9-clean.png", List.of())))),
                        null)));
    }
}
