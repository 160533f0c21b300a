package dev.visor.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.accessory.Accessories;
import dev.visor.accessory.Accessory;
import dev.visor.accessory.CombinedAccessory;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.FaceMask;
import dev.visor.accessory.FacePoint;
import dev.visor.accessory.HatBand;
import dev.visor.accessory.Pose;
import dev.visor.accessory.PosedAccessory;
import dev.visor.accessory.Rectangle;
import dev.visor.accessory.Sticker;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.run.Seed;
import dev.visor.setting.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is worn in an experiment: presets by their names, and accessories with measures of their own. */
class ExperimentAccessoriesTest {

    private static final Registry REGISTRY = Registry.standard();

    private static final String FACES = "faces: embedded\n";

    private static final String WORDS =
            "[eyeglass-frame, hat-band, sticker, face-mask, rectangle, combined, posed, eyeglass frame,"
                    + " round glasses, large glasses, sunglasses, hat band, wide hat band, forehead sticker, left cheek sticker, right cheek"
                    + " sticker, face mask] or a mapping";

    private static final String EVERY_KIND = FACES + """
            accessories:
              - Round Glasses
              - name: narrow frame
                kind: eyeglass-frame
                drop: 0.01
                half-width: 0.42
                half-height: 0.33
                corner-radius: 0.14
                thickness: 0.05
                temple-length: 0.06
              - {name: low band, kind: hat-band, rise: 0.5, half-height: 0.1, half-width: 0.7}
              - {name: dot, kind: sticker, center: [-0.1, 1.3], half-width: 0.2, half-height: 0.15, corner-radius: 0.12}
              - {name: chin patch, kind: rectangle, center: [0.3, 1.4], half-width: 0.31, half-height: 0.2, degrees: 10}
              - name: 2 Long
                kind: face-mask
                nose: 0.3
                cheek: 0.6
                chin: 1.7
                half-width: 0.9
                chin-half-width: 0.4
                corner-radius: 0.1
              - rectangle
            """;

    @TempDir
    Path dir;

    private ExperimentFile read(String text) throws IOException {
        return ExperimentFile.read(Files.writeString(dir.resolve("e.yaml"), text), List.of(), REGISTRY);
    }

    private static Map<String, Accessory> everyKind() {
        Map<String, Accessory> accessories = new LinkedHashMap<>();
        accessories.put("round glasses", EyeglassFrame.ROUND);
        accessories.put("narrow frame", new EyeglassFrame(0.01, 0.42, 0.33, 0.14, 0.05, 0.06));
        accessories.put("low band", new HatBand(0.5, 0.1, 0.7));
        accessories.put("dot", new Sticker(new FacePoint(-0.1, 1.3), 0.2, 0.15, 0.12));
        accessories.put("chin patch", new Rectangle(new FacePoint(0.3, 1.4), 0.31, 0.2, 10));
        accessories.put("2 Long", new FaceMask(0.3, 0.6, 1.7, 0.9, 0.4, 0.1));
        accessories.put("rectangle", Rectangle.DEFAULT);
        return accessories;
    }

    @Test
    void readsPresetsAndEveryKind() throws IOException {
        assertThat(read(EVERY_KIND).config().accessories()).containsExactlyEntriesOf(everyKind());
    }

    @Test
    void whatIsLeftOutIsAsInThePresetOrTheFirstOfTheKind() throws IOException {
        Map<String, Accessory> read = read(FACES + """
                        accessories:
                          - {name: a, kind: eyeglass-frame}
                          - {name: b, kind: eyeglass-frame, preset: round glasses, drop: 0.1, temple-length: .inf}
                          - {name: c, kind: Hat-Band, preset: Wide Hat Band, rise: 0.7}
                          - {name: d, kind: hat_band, half-width: .INF}
                          - {name: e, kind: sticker, preset: left cheek sticker, corner-radius: 0.22}
                          - {name: f, kind: sticker, center: [0, 1]}
                          - {name: g, kind: face-mask, chin: 1.5}
                          - {name: h, kind: rectangle, degrees: 90}
                          - {name: Rectangle, kind: rectangle}
                          - sticker
                        """).config().accessories();
        EyeglassFrame round = EyeglassFrame.ROUND;
        FaceMask mask = FaceMask.DEFAULT;
        Map<String, Accessory> expected = new LinkedHashMap<>();
        expected.put("a", EyeglassFrame.DEFAULT);
        expected.put("b", new EyeglassFrame(0.1, 0.38, 0.38, 0.38, round.thickness(), Double.POSITIVE_INFINITY));
        expected.put("c", new HatBand(0.7, HatBand.WIDE.halfHeight(), Double.POSITIVE_INFINITY));
        expected.put("d", HatBand.WIDE);
        expected.put("e", new Sticker(Sticker.LEFT_CHEEK.center(), 0.22, 0.22, 0.22));
        expected.put("f", new Sticker(new FacePoint(0, 1), 0.34, 0.18, 0.08));
        expected.put(
                "g",
                new FaceMask(
                        mask.nose(), mask.cheek(), 1.5, mask.halfWidth(), mask.chinHalfWidth(), mask.cornerRadius()));
        expected.put("h", new Rectangle(Rectangle.DEFAULT.center(), 0.36, 0.24, 90));
        expected.put("Rectangle", Rectangle.DEFAULT);
        expected.put("sticker", Sticker.FOREHEAD);
        assertThat(read).containsExactlyEntriesOf(expected);
    }

    @Test
    void writesPresetsAsWordsAndOthersWithEveryValue() throws IOException {
        ExperimentFile file = read(EVERY_KIND);
        assertThat(file.toYaml(REGISTRY)).contains("""
                accessories:
                  - round glasses
                  - name: "narrow frame"
                    kind: eyeglass-frame
                    drop: 0.01
                    half-width: 0.42
                    half-height: 0.33
                    corner-radius: 0.14
                    thickness: 0.05
                    temple-length: 0.06
                  - name: "low band"
                    kind: hat-band
                """, """
                  - name: "dot"
                    kind: sticker
                    center: [-0.1, 1.3]
                """, "  - rectangle\n");
        assertThat(read(FACES + "accessories: [Hat Band, {name: face mask, kind: face-mask}]")
                        .toYaml(REGISTRY))
                .contains("\naccessories: [hat band, face mask]\n");
        assertThat(file.settings(REGISTRY))
                .containsEntry("accessories[1]", "round glasses")
                .containsEntry("accessories[4].center", "[-0.1, 1.3]")
                .containsEntry("accessories[5].degrees", "10");
    }

    @Test
    void readsBackWhatItWrites() throws IOException {
        SplittableRandom random = new Seed(5).derive("accessories").random();
        Map<String, Accessory> drawn = new LinkedHashMap<>(everyKind());
        drawn.putAll(Accessories.presets());
        drawn.put("my glasses", EyeglassFrame.LARGE);
        drawn.put("Hat Band", HatBand.DEFAULT);
        drawn.remove("hat band");
        drawn.put("null", new HatBand(0.7, 0.1, Double.POSITIVE_INFINITY));
        drawn.put("true", new Rectangle(new FacePoint(-0.0, 0.0), Double.MIN_VALUE, 1e300, -0.0));
        drawn.put("-", new EyeglassFrame(0, 1, 1, 0.5, 0.5, Double.POSITIVE_INFINITY));
        for (int i = 0; i < 30; i++) {
            FacePoint center = new FacePoint(random.nextDouble(-1, 1), random.nextDouble(-1, 2));
            double radius = random.nextDouble();
            double width = radius + random.nextDouble();
            double height = radius + random.nextDouble();
            drawn.put("frame " + i, new EyeglassFrame(center.u(), width, height, radius, radius / 2, height));
            drawn.put("band " + i, new HatBand(center.v(), height, width));
            drawn.put("sticker " + i, new Sticker(center, width, height, radius));
            drawn.put("rectangle " + i, new Rectangle(center, width, height, random.nextDouble(-180, 180)));
            drawn.put(
                    "mask " + i,
                    new FaceMask(center.u(), center.u() + width, center.u() + 4 * width, width, radius, radius / 3));
        }
        ExperimentFile file = with(drawn);
        ExperimentFile back = read(file.toYaml(REGISTRY));
        assertThat(back.config().accessories()).containsExactlyEntriesOf(drawn);
        assertThat(back).isEqualTo(file);
        assertThat(back.toYaml(REGISTRY)).isEqualTo(file.toYaml(REGISTRY));
    }

    @Test
    void whatHonestPeopleWearIsReadAndWrittenAlike() throws IOException {
        ExperimentFile file = read(FACES + "wearers: [Sunglasses, {name: low, kind: hat-band, rise: 0.5}]\n");
        assertThat(file.config().plainlyWorn().keySet()).containsExactly("sunglasses", "low");
        assertThat(file.config().plainlyWorn()).containsEntry("sunglasses", EyeglassFrame.SUNGLASSES);
        assertThat(read(file.toYaml(REGISTRY))).isEqualTo(file);
        assertThat(file.settings(REGISTRY)).containsEntry("wearers[2].rise", "0.5");
        ExperimentFile nobody = read(FACES + "wearers: none\n");
        assertThat(nobody).isEqualTo(read(FACES));
        assertThat(nobody.settings(REGISTRY)).doesNotContainKey("wearers");
    }

    @Test
    void doesNotWriteWhatNoFileCanSay() {
        ExperimentFile file = with(Map.of("two", new WornTwice(Rectangle.DEFAULT)));
        assertThatThrownBy(() -> file.toYaml(REGISTRY))
                .hasMessageContaining(
                        " is of no registered kind of Accessory, must be one of [eyeglass-frame, hat-band,"
                                + " sticker, face-mask, rectangle, combined, posed]");
    }

    /** An accessory of no kind. */
    private record WornTwice(Accessory accessory) implements Accessory {

        @Override
        public String name() {
            return accessory.name();
        }

        @Override
        public FacePoint center() {
            return accessory.center();
        }

        @Override
        public double distance(double u, double v) {
            return Math.min(accessory.distance(u, v), accessory.distance(u, v - 0.5));
        }
    }

    @Test
    void anAccessoryIsWornInAPose() throws IOException {
        ExperimentFile file = read(
                FACES
                        + "accessories: [{name: low, kind: posed, accessory: {kind: hat-band, rise: 0.6}, across: 0.1, degrees: -5}]\n");
        PosedAccessory low = (PosedAccessory) file.config().accessories().get("low");
        assertThat(low.pose()).isEqualTo(new Pose(0, 0.1, 1, -5));
        assertThat(low.accessory()).isInstanceOf(HatBand.class);
        assertThat(read(file.toYaml(REGISTRY))).isEqualTo(file);
    }

    @Test
    void severalAccessoriesAreWornAtOnce() throws IOException {
        ExperimentFile file = read(
                FACES
                        + "accessories: [{name: both, kind: combined, accessories: [round glasses, {kind: hat-band, rise: 0.6}]}]\n");
        CombinedAccessory both = (CombinedAccessory) file.config().accessories().get("both");
        assertThat(both.accessories().get(0)).isEqualTo(EyeglassFrame.ROUND);
        assertThat(both.accessories().get(1)).isInstanceOf(HatBand.class);
        assertThat(read(file.toYaml(REGISTRY))).isEqualTo(file);
    }

    private static ExperimentFile with(Map<String, Accessory> accessories) {
        return new ExperimentFile(
                "t",
                1,
                EmbeddedFaceSource.JOHNS,
                TrainedHeadSource.DEFAULT,
                ExperimentConfig.DEFAULT.withAccessories(accessories));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            []                          | accessories: [], must be a list of words or mappings, at least 1
                                        | accessories: nothing, must be a list of words or mappings, at least 1
            rectangle                   | accessories: "rectangle", must be a list of words or mappings, at least 1
            {a: {kind: sticker}}        | accessories: a mapping, must be a list of words or mappings, at least 1
            [rectangle, Rectangle]      | accessories[2]: the name "rectangle" must differ from the others in more than case
            [{name: A, kind: sticker}, {name: a, kind: rectangle}] | accessories[2].name: the name "a" must differ from the others in more than case
            [hat band, {name: hat band, kind: hat-band}]           | accessories[2].name: the name "hat band" must differ from the others in more than case
            [{name: Face Mask, kind: rectangle}]      | accessories: "Face Mask", must be another name, because it is not the preset of this name
            [{name: hat band, kind: hat-band, rise: 1}] | accessories: "hat band", must be another name, because it is not the preset of this name
            [{name: ../x, kind: sticker}]             | accessories[1].name: the name "../x" must be up to 40 letters, digits, spaces, - and _
            [{name: a, kind: combined, accessories: [hat band]}]           | accessories[1].accessories: [hat band], must be at least two, none of them combined or posed
            [{name: a, kind: combined, accessories: [hat band, posed]}]    | accessories[1].accessories[2]: "posed", must be one of [eyeglass-frame, hat-band, sticker, face-mask, rectangle, eyeglass frame, round glasses, large glasses, sunglasses, hat band, wide hat band, forehead sticker, left cheek sticker, right cheek sticker, face mask] or a mapping
            [{name: "", kind: sticker}]               | accessories[1].name: "", must be a name
            [{name: [a], kind: sticker}]              | accessories[1].name: ["a"], must be a name
            [{kind: sticker}]                         | accessories[1].name: is missing, must be a name of its own
            [{name: a, preset: hat band}]             | accessories[1].kind: is missing, must be one of [eyeglass-frame, hat-band, sticker, face-mask, rectangle, combined, posed]
            [{name: a, kind: hatband}]                | accessories[1].kind: "hatband", must be one of [eyeglass-frame, hat-band, sticker, face-mask, rectangle, combined, posed] (did you mean "hat-band"?)
            [{name: a, kind: hat-band, preset: face mask}] | accessories[1].preset: "face mask", must be one of [hat band, wide hat band]
            [{name: a, kind: hat-band, degrees: 3}]   | unknown key "accessories[1].degrees", must be one of [name, kind, preset, rise, half-height, half-width]
            [{name: a, kind: hat-band, half-width: wide}] | accessories[1].half-width: "wide", must be a number or .inf, above 0
            [{name: a, kind: hat-band, half-height: .inf}] | accessories[1].half-height: ".inf", must be a number, above 0
            [{name: a, kind: eyeglass-frame, thickness: 0}]    | accessories[1].thickness: 0, must be above 0 and finite
            [{name: a, kind: eyeglass-frame, thickness: 0.32}] | accessories[1].half-height: 0.31, must be at least the thickness, 0.32
            [{name: a, kind: eyeglass-frame, half-width: 0.05}] | accessories[1].half-width: 0.05, must be at least the thickness, 0.08
            [{name: a, kind: eyeglass-frame, temple-length: -1}] | accessories[1].temple-length: -1, must be at least 0
            [{name: a, kind: eyeglass-frame, drop: low}]       | accessories[1].drop: "low", must be a number
            [{name: a, kind: sticker, corner-radius: 0.19}]    | accessories[1].corner-radius: 0.19, must be from 0 to the smaller half side
            [{name: a, kind: sticker, center: [0]}]            | accessories[1].center: [0], must be a list of two values
            [{name: a, kind: rectangle, center: [0, low]}]     | accessories[1].center[2]: "low", must be a number
            [{name: a, kind: rectangle, center: 0}]            | accessories[1].center: 0, must be a list of two values
            [{name: a, kind: rectangle, half-height: -1}]      | accessories[1].half-height: -1, must be above 0 and finite
            [{name: a, kind: face-mask, chin-half-width: 2}]   | accessories[1].chin-half-width: 2, must be from the corner radius to the half width
            [{name: a, kind: posed, accessory: {kind: posed}}] | accessories[1].accessory.kind: "posed", must be one of [eyeglass-frame, hat-band, sticker, face-mask, rectangle, combined]
            [{name: a, kind: posed, scale: 0}]                 | accessories[1].scale: 0, must be above 0 and finite
            """)
    void refuses(String list, String problem) {
        assertBad(FACES + "accessories: " + (list == null ? "" : list), "2: " + problem);
    }

    @Test
    void refusesWhatIsNoAccessory() {
        assertBad(
                FACES + "accessories: [rectangel, [a], rectangle]",
                "2: accessories[1]: \"rectangel\", must be one of " + WORDS + " (did you mean \"rectangle\"?)",
                "2: accessories[2]: [\"a\"], must be one of " + WORDS);
    }

    @Test
    void reportsEverythingAtOnceByLine() {
        assertBad(
                """
                faces: embedded
                accessories:
                  - wig
                  - name: a
                    kind: rectangle
                    center: here
                    half-width: 0
                    colour: red
                  - name: a
                    kind: sticker
                    half-height: -1
                  - kind: cap
                    rise: 1
                  - {name: b/c, kind: hat-band, rise: high}
                attackers: 5
                """,
                "2: accessories[1]: \"wig\", must be one of " + WORDS,
                "6: accessories[2].center: \"here\", must be a list of two values",
                "7: accessories[2].half-width: 0, must be above 0 and finite",
                "8: unknown key \"accessories[2].colour\", must be one of [name, kind, preset, center, half-width,"
                        + " half-height, degrees]",
                "9: accessories[3].name: the name \"a\" must differ from the others in more than case",
                "11: accessories[3].half-height: -1, must be above 0 and finite",
                "12: accessories[4].name: is missing, must be a name of its own",
                "12: accessories[4].kind: \"cap\", must be one of [eyeglass-frame, hat-band, sticker, face-mask,"
                        + " rectangle, combined, posed]",
                "14: accessories[5].rise: \"high\", must be a number",
                "14: accessories[5].name: the name \"b/c\" must be up to 40 letters, digits, spaces, - and _",
                "15: attackers: 5, must be a mapping of names");
    }

    private void assertBad(String text, String... problems) {
        Path file = dir.resolve("e.yaml");
        ExperimentFileException e = catchThrowableOfType(ExperimentFileException.class, () -> read(text));
        assertThat(e.problems())
                .containsExactly(List.of(problems).stream()
                        .map(problem -> file + ":" + problem)
                        .toArray(String[]::new));
    }
}
