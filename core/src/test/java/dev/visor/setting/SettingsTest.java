package dev.visor.setting;

import static dev.visor.setting.Documents.map;
import static dev.visor.setting.Documents.node;
import static dev.visor.setting.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.run.IllegalSettingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tables of settings on records of pumps. */
class SettingsTest {

    private static final Registry PUMPS = new Registry.Builder()
            .add(Pump.class, Kind.of("foot-pump", "is stepped on", FootPump.SETTINGS))
            .add(Pump.class, Kind.of("track-pump", "stands", TrackPump.SETTINGS))
            .add(Pump.class, Kind.single("lungs", "are always there", Lungs.BOTH))
            .build();

    interface Pump {}

    enum Lungs implements Pump {
        BOTH
    }

    enum Valve {
        PRESTA,
        CAR_TYRE
    }

    record FootPump(
            double pressure,
            int strokes,
            Valve valve,
            boolean gauge,
            @Nullable Double limit) implements Pump {

        static final Settings<FootPump> SETTINGS = Settings.of(
                        FootPump.class,
                        Setting.of("pressure", Type.number("in (0, 12]"), "pressure in bar"),
                        Setting.of("strokes", Type.whole("at least 1"), "strokes in a minute"),
                        Setting.of("valve", Type.word(Valve.class), "valve that it fits on"),
                        Setting.of("gauge", Type.flag(), "whether it has a gauge"),
                        Setting.of("limit", Type.optional(Type.number("above 0")), "pressure that it stops at"))
                .withPresets(FootPump::presets);

        static final FootPump PLAIN = new FootPump(6, 40, Valve.CAR_TYRE, false, null);
        static final FootPump FINE = new FootPump(8.5, 60, Valve.PRESTA, true, 9.0);

        private static Map<String, FootPump> presets() {
            Map<String, FootPump> presets = new LinkedHashMap<>();
            presets.put("PLAIN", PLAIN);
            presets.put("FINE", FINE);
            return presets;
        }

        FootPump {
            SETTINGS.check(pressure, strokes, valve, gauge, limit);
            IllegalSettingException.check(
                    limit == null || limit >= pressure, "limit", String.valueOf(limit), "at least the pressure");
        }
    }

    record TrackPump(int height, List<Integer> marks) implements Pump {

        static final Settings<TrackPump> SETTINGS = Settings.of(
                TrackPump.class,
                Setting.of("height", Type.whole("in [10, 90]"), "height in centimeters"),
                Setting.of("marks", Type.someOf(Type.whole("")), "marks of its gauge"));

        TrackPump {
            marks = List.copyOf(marks);
            SETTINGS.check(height, marks);
            if (height == 13) {
                throw new IllegalArgumentException("a pump of this height brings bad luck");
            }
        }
    }

    record Tour(String title, Pump pump, Map<String, FootPump> spares) {

        static final Settings<Tour> SETTINGS = Settings.of(
                Tour.class,
                Setting.required("title", Type.line(), "what it is called"),
                Setting.inline(Type.kind(Pump.class)),
                Setting.of("spares", Type.namedList(FootPump.SETTINGS), "further pumps"));
    }

    private static <T> Documents.Reading<T> reading(Type<T> type, Object document) {
        return read(type, document, null, PUMPS);
    }

    private static List<String> problems(Type<?> type, Object document) {
        return reading(type, document).problems();
    }

    @Test
    void whatIsLeftOutIsThatOfTheDefault() {
        assertThat(reading(FootPump.SETTINGS, map()).value()).isEqualTo(FootPump.PLAIN);
        assertThat(reading(FootPump.SETTINGS, map("strokes", 3, "valve", "Presta"))
                        .value())
                .isEqualTo(new FootPump(6, 3, Valve.PRESTA, false, null));
    }

    @Test
    void whatIsLeftOutIsThatOfTheNamedPreset() {
        assertThat(reading(FootPump.SETTINGS, map("preset", "fine", "gauge", false))
                        .value())
                .isEqualTo(new FootPump(8.5, 60, Valve.PRESTA, false, 9.0));
        assertThat(reading(FootPump.SETTINGS, "FINE").value()).isEqualTo(FootPump.FINE);
        assertThat(read(FootPump.SETTINGS, map("strokes", 3), FootPump.FINE, PUMPS)
                        .value())
                .isEqualTo(new FootPump(8.5, 3, Valve.PRESTA, true, 9.0));
        assertThat(problems(FootPump.SETTINGS, map("preset", "fien")))
                .containsExactly(
                        "test.yaml:1: preset: \"fien\", must be one of [PLAIN, FINE] (did you mean \"FINE\"?)");
        assertThat(problems(FootPump.SETTINGS, "coarse"))
                .containsExactly("test.yaml:1: \"coarse\", must be one of [PLAIN, FINE] or a mapping");
    }

    @Test
    void noneTakesAwayWhatAPresetBrings() {
        assertThat(reading(FootPump.SETTINGS, map("preset", "FINE", "limit", "none"))
                        .value()
                        .limit())
                .isNull();
        assertThat(reading(FootPump.SETTINGS, map("limit", 7)).value().limit()).isEqualTo(7);
        assertThat(problems(FootPump.SETTINGS, map("pressure", "none")))
                .containsExactly("test.yaml:1: pressure: \"none\", must be a number in (0, 12]");
    }

    @Test
    void everyProblemIsReportedAtOnceInTheOrderOfTheLines() {
        assertThat(problems(
                        FootPump.SETTINGS,
                        map("strokes", 0, "presure", 4, "pressure", 13, "valve", "dunlop", "gauge", "maybe")))
                .containsExactly(
                        "test.yaml:1: strokes: 0, must be at least 1",
                        "test.yaml:2: unknown key \"presure\", must be one of [preset, pressure, strokes, valve, gauge,"
                                + " limit] (did you mean \"pressure\"?)",
                        "test.yaml:3: pressure: 13, must be in (0, 12]",
                        "test.yaml:4: valve: \"dunlop\", must be one of [presta, car-tyre]",
                        "test.yaml:5: gauge: \"maybe\", must be true or false");
    }

    @Test
    void valuesOfAnotherTypeAreRefusedWithWhatTheyMustBe() {
        assertThat(problems(
                        FootPump.SETTINGS,
                        map("pressure", "high", "strokes", 1.5, "valve", List.of(), "gauge", "", "limit", map())))
                .containsExactly(
                        "test.yaml:1: pressure: \"high\", must be a number in (0, 12]",
                        "test.yaml:2: strokes: 1.5, must be a whole number, at least 1",
                        "test.yaml:3: valve: [], must be one of [presta, car-tyre]",
                        "test.yaml:4: gauge: nothing, must be true or false",
                        "test.yaml:5: limit: {}, must be a number, above 0");
        assertThat(problems(FootPump.SETTINGS, map("strokes", "99999999999")))
                .containsExactly(
                        "test.yaml:1: strokes: 99999999999, must be a whole number with fewer digits, at least 1");
        assertThat(problems(FootPump.SETTINGS, List.of()))
                .containsExactly("test.yaml:1: [], must be one of [PLAIN, FINE] or a mapping");
    }

    /** A quoted number is a text. */
    @Test
    void aTextIsNoNumber() {
        Node quoted = Node.Mapping.of(Map.of("strokes", new Node.Scalar("7", false)));
        assertThat(read(FootPump.SETTINGS, quoted, null, PUMPS).problems())
                .singleElement()
                .asString()
                .endsWith("strokes: \"7\", must be a whole number, at least 1");
    }

    @Test
    void whatTheRecordRefusesIsReportedWhereItStands() {
        assertThat(problems(FootPump.SETTINGS, map("strokes", 9, "limit", 5)))
                .containsExactly("test.yaml:2: limit: 5, must be at least the pressure");
        assertThat(problems(FootPump.SETTINGS, map("preset", "FINE", "pressure", 10)))
                .containsExactly("test.yaml:1: limit: 9.0, must be at least the pressure");
        assertThat(problems(TrackPump.SETTINGS, map("height", 13, "marks", List.of(1))))
                .containsExactly("test.yaml:1: a pump of this height brings bad luck");
    }

    @Test
    void whatHasNoDefaultMustBeThere() {
        assertThat(reading(TrackPump.SETTINGS, map("height", 70, "marks", List.of(4, 2)))
                        .value())
                .isEqualTo(new TrackPump(70, List.of(4, 2)));
        assertThat(problems(TrackPump.SETTINGS, map()))
                .containsExactly(
                        "test.yaml:1: height: is missing: height in centimeters",
                        "test.yaml:1: marks: is missing: marks of its gauge");
        assertThat(problems(TrackPump.SETTINGS, map("height", 70, "marks", List.of())))
                .containsExactly("test.yaml:2: marks: [], must be a list of at least one");
        assertThat(problems(TrackPump.SETTINGS, map("height", 70, "marks", List.of(1, "two", 3, 4.5))))
                .containsExactly(
                        "test.yaml:2: marks[2]: \"two\", must be a whole number",
                        "test.yaml:2: marks[4]: 4.5, must be a whole number");
    }

    @Test
    void aKindIsNamedOrKnownByAWordOfItsOwn() {
        Type<Pump> pump = Type.kind(Pump.class);
        assertThat(reading(pump, "lungs").value()).isEqualTo(Lungs.BOTH);
        assertThat(reading(pump, "foot-pump").value()).isEqualTo(FootPump.PLAIN);
        assertThat(reading(pump, "Foot Pump").value()).isEqualTo(FootPump.PLAIN);
        assertThat(reading(pump, "FINE").value()).isEqualTo(FootPump.FINE);
        assertThat(reading(pump, map("kind", "foot_pump", "preset", "FINE", "strokes", 1))
                        .value())
                .isEqualTo(new FootPump(8.5, 1, Valve.PRESTA, true, 9.0));
        assertThat(reading(pump, map("kind", "track-pump", "height", 50, "marks", List.of(1)))
                        .value())
                .isEqualTo(new TrackPump(50, List.of(1)));
    }

    @Test
    void anUnknownKindNamesTheNearestAndItsKeysAreNotJudged() {
        Type<Pump> pump = Type.kind(Pump.class);
        assertThat(problems(pump, map("kind", "trackpump", "heigth", 50)))
                .containsExactly("test.yaml:1: kind: \"trackpump\", must be one of [foot-pump, track-pump, lungs]"
                        + " (did you mean \"track-pump\"?)");
        assertThat(problems(pump, map("height", 50)))
                .containsExactly("test.yaml:1: kind: is missing, must be one of [foot-pump, track-pump, lungs]");
        assertThat(problems(pump, "fin"))
                .containsExactly(
                        "test.yaml:1: \"fin\", must be one of [foot-pump, lungs, PLAIN, FINE] or a mapping of the"
                                + " kind track-pump (did you mean \"FINE\"?)");
        assertThat(problems(pump, map("kind", "lungs", "strokes", 4)))
                .containsExactly("test.yaml:2: unknown key \"strokes\", must be one of [kind]");
        assertThat(problems(pump, map("kind", "foot-pump", "height", 4)))
                .singleElement()
                .asString()
                .startsWith("test.yaml:2: unknown key \"height\", must be one of [kind, preset, pressure,");
    }

    /** A kind that the document does not name is that of the value that it starts from. */
    @Test
    void theKindOfTheBaseStays() {
        Type<Pump> pump = Type.kind(Pump.class);
        assertThat(read(pump, map("height", 20), new TrackPump(70, List.of(5)), PUMPS)
                        .value())
                .isEqualTo(new TrackPump(20, List.of(5)));
        assertThat(read(pump, map("kind", "foot-pump", "strokes", 2), new TrackPump(70, List.of(5)), PUMPS)
                        .value())
                .isEqualTo(new FootPump(6, 2, Valve.CAR_TYRE, false, null));
    }

    @Test
    void theKeysOfAnInlineRecordStandAmongTheOthers() {
        Object tour = map(
                "title",
                "Alps",
                "kind",
                "foot-pump",
                "strokes",
                7,
                "spares",
                List.of("fine", map("name", "old one", "preset", "FINE", "gauge", false)));
        Map<String, FootPump> spares = new LinkedHashMap<>();
        spares.put("fine", FootPump.FINE);
        spares.put("old one", new FootPump(8.5, 60, Valve.PRESTA, false, 9.0));
        Tour read = reading(Tour.SETTINGS, tour).value();
        assertThat(read).isEqualTo(new Tour("Alps", new FootPump(6, 7, Valve.CAR_TYRE, false, null), spares));
        assertThat(read.spares().keySet()).containsExactly("fine", "old one");
        assertThat(problems(Tour.SETTINGS, map("kind", "foot-pump", "strokes", 0, "spares", List.of("fine"))))
                .containsExactly(
                        "test.yaml:1: title: is missing: what it is called",
                        "test.yaml:2: strokes: 0, must be at least 1");
        assertThat(problems(Tour.SETTINGS, map("title", "A", "kind", "lungs", "marks", 4, "spares", List.of("fine"))))
                .containsExactly("test.yaml:3: unknown key \"marks\", must be one of [title, kind, spares]");
    }

    @Test
    void namedListsRefuseWhatHasNoNameOrTheSame() {
        Type<Map<String, FootPump>> spares = Type.namedList(FootPump.SETTINGS);
        assertThat(problems(spares, List.of("fine", map("name", "FINE"), map("strokes", 4), List.of())))
                .contains(
                        "test.yaml:1: [2].name: the name \"FINE\" must differ from the others in more than case",
                        "test.yaml:2: [3].name: is missing, must be a name of its own",
                        "test.yaml:1: [4]: [], must be one of [PLAIN, FINE] or a mapping")
                .hasSize(3);
        assertThat(problems(spares, List.of()))
                .containsExactly("test.yaml:1: [], must be a list of words or mappings, at least 1");
        assertThat(problems(spares, List.of(map("name", "a/b"))))
                .containsExactly(
                        "test.yaml:1: [1].name: the name \"a/b\" must be up to 40 letters, digits, spaces, - and _");
    }

    @Test
    void namesKeepTheirOrderAndDifferInMoreThanCase() {
        Type<Map<String, FootPump>> named = Type.named(FootPump.SETTINGS);
        assertThat(reading(named, map("z", "FINE", "a", map("strokes", 1)))
                        .value()
                        .keySet())
                .containsExactly("z", "a");
        assertThat(problems(named, map("a", "FINE", "A", "FINE", "b", "coarse")))
                .containsExactly(
                        "test.yaml:2: the name \"A\" must differ from the others in more than case",
                        "test.yaml:3: b: \"coarse\", must be one of [PLAIN, FINE] or a mapping");
        assertThat(problems(named, map())).containsExactly("test.yaml:1: {}, must be a mapping with at least one name");
        assertThat(problems(named, "a")).containsExactly("test.yaml:1: \"a\", must be a mapping of names");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Map<String, FootPump> spares = new LinkedHashMap<>();
        spares.put("fine", FootPump.FINE);
        spares.put("PLAIN", FootPump.FINE);
        spares.put("third", new FootPump(0.1, 1, Valve.PRESTA, false, null));
        for (Pump pump : List.of(Lungs.BOTH, FootPump.FINE, new TrackPump(12, List.of(-3)))) {
            Tour tour = new Tour("a: tour, \"quoted\"", pump, spares);
            Node written = Tour.SETTINGS.write(tour, PUMPS);
            assertThat(read(Tour.SETTINGS, written, null, PUMPS).value()).isEqualTo(tour);
        }
        Node.Mapping written = Tour.SETTINGS.write(new Tour("t", Lungs.BOTH, spares), PUMPS);
        assertThat(written.flattened())
                .containsEntry("title", "t")
                .containsEntry("kind", "lungs")
                .containsEntry("spares[1]", "fine")
                .containsEntry("spares[2].name", "PLAIN")
                .containsEntry("spares[2].pressure", "8.5");
    }

    record Hose(@Nullable Double length, @Nullable String color) {

        static final Settings<Hose> SETTINGS = Settings.of(
                        Hose.class,
                        Setting.of("length", Type.optional(Type.number("above 0")), "length in meters"),
                        Setting.of("color", Type.optional(Type.line()), "color"))
                .withDefault(() -> new Hose(2.0, null));
    }

    @Test
    void whatTakesAwayADefaultIsWritten() {
        Hose none = new Hose(null, null);
        Node.Mapping written = Hose.SETTINGS.write(none, PUMPS);
        assertThat(written.flattened()).isEqualTo(Map.of("length", "none"));
        assertThat(read(Hose.SETTINGS, (Node) written, null, PUMPS).value()).isEqualTo(none);
        assertThat(Hose.SETTINGS.write(new Hose(1.0, null), PUMPS).flattened()).isEqualTo(Map.of("length", "1"));
    }

    /** A name that is a preset's says everything, unless something else stands under it. */
    @Test
    void aNameAloneIsWrittenOnlyForWhatItNames() {
        Type<Map<String, FootPump>> spares = Type.namedList(FootPump.SETTINGS);
        assertThat(spares.write(Map.of("fine", FootPump.FINE), PUMPS)).isEqualTo(node(List.of("fine")));
        assertThat(spares.write(Map.of("fine", FootPump.PLAIN), PUMPS)).isNotEqualTo(node(List.of("fine")));
        assertThat(read(spares, spares.write(Map.of("fine", FootPump.PLAIN), PUMPS), null, PUMPS)
                        .value())
                .isEqualTo(Map.of("fine", FootPump.PLAIN));
    }

    @Test
    void recordsCheckThemselvesByTheirTable() {
        assertThatThrownBy(() -> new FootPump(13, 1, Valve.PRESTA, true, null))
                .isInstanceOf(IllegalSettingException.class)
                .hasMessage("illegal pressure: 13.0, must be in (0, 12]");
        assertThatThrownBy(() -> new FootPump(Double.NaN, 1, Valve.PRESTA, true, null))
                .hasMessage("illegal pressure: NaN, must be in (0, 12]");
        assertThatThrownBy(() -> new FootPump(1, 1, Valve.PRESTA, true, 0.0))
                .hasMessage("illegal limit: 0.0, must be above 0 and finite");
        assertThatThrownBy(() -> new TrackPump(20, List.of())).hasMessage("illegal marks: [], must be at least one");
        assertThatThrownBy(() -> new TrackPump(91, List.of(1))).hasMessage("illegal height: 91, must be in [10, 90]");
    }

    @Test
    void aTableHasARowForEachComponent() {
        Setting<Integer> height = Setting.of("height", Type.whole(""), "height");
        assertThatThrownBy(() -> Settings.of(TrackPump.class, height))
                .hasMessage("the table of TrackPump has 1 rows, must have one for each of 2 components");
    }
}
