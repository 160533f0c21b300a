package dev.visor.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.FacePoint;
import dev.visor.accessory.HatBand;
import dev.visor.accessory.PlainColor;
import dev.visor.accessory.Rectangle;
import dev.visor.accessory.ShapeFamily;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.GradientFreeDefense;
import dev.visor.defense.Role;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.chain.TamperDetector;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.WearersResult;
import dev.visor.experiment.ExperimentConfig.Split;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Threshold;
import dev.visor.recognition.Verdict;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.Readings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Honest people in plain colors before a linear recognizer; all faces are held out. */
class WearersEvaluationTest {

    private static final int SIZE = SmallSystem.SIZE;
    private static final FaceSet FACES = SmallSystem.faces(40);
    private static final LinearRecognizer RECOGNIZER =
            LinearRecognizer.random(RandomSystem.PEOPLE.subList(0, 3), SIZE, SIZE, 0.05);
    private static final CleanMaps CLEAN_MAPS = CleanMaps.of(
            FACES.faces().subList(0, 5).stream().map(Face::image).toList(),
            List.of(Readings.values()),
            RECOGNIZER,
            RunContext.of(1));
    private static final ExperimentConfig CONFIG = config();

    private static ExperimentConfig config() {
        Map<String, Accessory> wearers = new LinkedHashMap<>();
        wearers.put("sunglasses", EyeglassFrame.SUNGLASSES);
        wearers.put("hat band", HatBand.DEFAULT);
        Map<String, ChainConfig> defenses = new LinkedHashMap<>();
        defenses.put("none", ChainConfig.NONE);
        defenses.put("nothing on the eyes", new ChainConfig(List.of(new BareEyes())));
        defenses.put(
                "cross-fitted",
                new ChainConfig(List.of(new TamperDetector.Config(
                        List.of(),
                        List.of(),
                        List.of(ShapeFamily.GLASSES),
                        List.of(),
                        false,
                        new FalseAlarmRate(0.2)))));
        return ExperimentConfig.DEFAULT
                .withSplit(new Split(0.2, 0))
                .withDefenses(defenses)
                .withWearers(wearers);
    }

    /** Rejects whoever has other pixels between the eyes and below the brows than every clean face. */
    private record BareEyes() implements GradientFreeDefense, DefenseConfig {

        private static final Mask EYES = EyeglassFrame.SUNGLASSES
                .wear(FACES.faces().get(0).landmarks(), SIZE, SIZE)
                .region();
        private static final Set<List<Float>> CLEAN =
                FACES.faces().stream().map(face -> eyes(face.image())).collect(Collectors.toSet());

        private static List<Float> eyes(Image image) {
            float[] values = image.values();
            return IntStream.range(0, SIZE * SIZE)
                    .filter(EYES::contains)
                    .mapToObj(i -> values[i])
                    .toList();
        }

        @Override
        public String name() {
            return "bare eyes";
        }

        @Override
        public Role role() {
            return Role.JUDGES;
        }

        @Override
        public boolean needsGradients() {
            return false;
        }

        @Override
        public BareEyes build(DefenseContext context) {
            return this;
        }

        @Override
        public Recognizer protectAnswers(Recognizer recognizer) {
            return new Recognizer() {
                @Override
                public Gallery gallery() {
                    return recognizer.gallery();
                }

                @Override
                public List<Scores> identify(List<Image> probes) {
                    return recognizer.identify(probes);
                }

                @Override
                public List<Decision> decide(List<Image> probes) {
                    List<Decision> decisions = recognizer.decide(probes);
                    return IntStream.range(0, probes.size())
                            .mapToObj(i -> CLEAN.contains(eyes(probes.get(i)))
                                    ? decisions.get(i)
                                    : decisions.get(i).as(Verdict.TAMPERED))
                            .toList();
                }
            };
        }
    }

    private static Map<String, WearersResult> results(String accessory) {
        Experiment experiment = new Experiment(CONFIG, RunContext.of(7));
        TestBed bed = bed(experiment);
        List<WearersResult> results = experiment.wearers(
                accessory,
                CONFIG.defenses().keySet().stream()
                        .map(name -> experiment.defend(name, bed))
                        .toList(),
                bed);
        Map<String, WearersResult> byName = new LinkedHashMap<>();
        CONFIG.defenses().keySet().forEach(name -> byName.put(name, results.get(byName.size())));
        return byName;
    }

    private static TestBed bed(Experiment experiment) {
        return experiment.testBed(
                new EnrolledSystem(RECOGNIZER, CLEAN_MAPS, Set.of()), Map.of(), FACES, Optional.empty());
    }

    @Test
    void aPictureDiffersFromTheCleanFaceUnderTheAccessoryAlone() {
        Face face = FACES.faces().get(3);
        Mask region =
                EyeglassFrame.SUNGLASSES.wear(face.landmarks(), SIZE, SIZE).region();
        Image worn = WearersEvaluation.picture(face, EyeglassFrame.SUNGLASSES, PlainColor.RED);
        int changed = 0;
        for (int i = 0; i < SIZE * SIZE; i++) {
            if (region.contains(i)) {
                changed += worn.values()[i] == face.image().values()[i] ? 0 : 1;
            } else {
                assertThat(worn.values()[i]).isEqualTo(face.image().values()[i]);
            }
        }
        assertThat(changed).isGreaterThan(region.area() / 2);
    }

    @Test
    void facesTakeTurnsWithTenDifferentColors() {
        Set<PlainColor> seen = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            seen.add(PlainColor.of(i));
            assertThat(PlainColor.of(i + 20)).isEqualTo(PlainColor.of(i));
        }
        assertThat(seen).hasSize(10);
        assertThat(seen.stream().map(PlainColor::color).distinct()).hasSize(10);
    }

    @Test
    void whoAlwaysRejectsGlassesRejectsEverybodyWithThemAndNobodyWithHats() {
        WearersResult glasses = results("sunglasses").get("nothing on the eyes");
        assertThat(glasses.rejected()).isEqualTo(new Rate(40, 40));
        assertThat(glasses.tampered()).isEqualTo(new Rate(40, 40));
        Map<String, WearersResult> hats = results("hat band");
        assertThat(hats.get("nothing on the eyes").rejected()).isEqualTo(new Rate(0, 40));
        assertThat(hats.get("nothing on the eyes")).isEqualTo(hats.get("none"));
    }

    /** The undefended system gives an independent count. */
    @Test
    void everyFaceIsCountedOnceAndRightly() {
        List<Face> faces = bed(new Experiment(CONFIG, RunContext.of(7))).evaluation();
        int recognized = 0;
        for (int i = 0; i < faces.size(); i++) {
            Image worn = WearersEvaluation.picture(faces.get(i), HatBand.DEFAULT, PlainColor.of(i));
            recognized += RECOGNIZER.identify(worn).best().equals(faces.get(i).identity()) ? 1 : 0;
        }
        Map<String, WearersResult> results = results("hat band");
        assertThat(results.get("none").recognized()).isEqualTo(new Rate(recognized, 40));
        assertThat(results.get("none").mistaken()).isEqualTo(new Rate(40 - recognized, 40));
        WearersResult fitted = results.get("cross-fitted");
        assertThat(fitted.tampered().hits()).isBetween(1, 39);
        assertThat(fitted.recognized().hits()
                        + fitted.rejected().hits()
                        + fitted.mistaken().hits())
                .isEqualTo(40);
    }

    /** In an open set somebody whom nobody resembles enough is rejected as unknown, which is no false alarm. */
    @Test
    void anOpenSetRejectsWhomItDoesNotKnowWithTheAccessory() {
        List<Face> faces = FACES.faces();
        List<Float> best = new ArrayList<>();
        for (int i = 0; i < faces.size(); i++) {
            Image worn = WearersEvaluation.picture(faces.get(i), EyeglassFrame.SUNGLASSES, PlainColor.of(i));
            float[] logits = RECOGNIZER.identify(worn).logits();
            best.add(logits[RECOGNIZER.identify(worn).bestIndex()]);
        }
        float threshold = best.stream().sorted().skip(15).findFirst().orElseThrow();
        Experiment experiment = new Experiment(CONFIG, RunContext.of(7));
        TestBed bed = experiment.testBed(
                EnrolledSystem.blackBox(openSet(threshold), Set.of()), Map.of(), FACES, Optional.empty());
        List<WearersResult> results = experiment.wearers(
                "sunglasses",
                List.of(experiment.defend("none", bed), experiment.defend("nothing on the eyes", bed)),
                bed);
        assertThat(results.get(0).unknown()).isEqualTo(new Rate(15, 40));
        assertThat(results.get(0).tampered().hits()).isZero();
        assertThat(results.get(0).rejected()).isEqualTo(new Rate(15, 40));
        assertThat(results.get(1).tampered()).isEqualTo(new Rate(40, 40));
        assertThat(results.get(1).unknown().hits()).isZero();
    }

    private static Recognizer openSet(float threshold) {
        Gallery gallery = Gallery.openSet(RECOGNIZER.gallery().people(), new Threshold(0.5f, null, 0, 0));
        return new Recognizer() {
            @Override
            public Gallery gallery() {
                return gallery;
            }

            @Override
            public List<Scores> identify(List<Image> probes) {
                return RECOGNIZER.identify(probes).stream()
                        .map(scores -> {
                            float[] logits = scores.logits().clone();
                            for (int person = 0; person < logits.length; person++) {
                                logits[person] -= threshold;
                            }
                            return new Scores(gallery, logits);
                        })
                        .toList();
            }
        };
    }

    @Test
    void countsThatDoNotAddUpAreRefused() {
        Rate none = new Rate(0, 5);
        assertThatThrownBy(() -> new WearersResult("hat band", new Rate(3, 5), none, new Rate(1, 5), none))
                .hasMessage("illegal counts of people with \"hat band\": 4 decisions, must be as many as pictures, 5");
        assertThatThrownBy(() -> new WearersResult("hat band", new Rate(5, 5), none, none, new Rate(0, 4)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatDoesNotFitIsReportedBeforeAnythingRuns() {
        Rectangle huge = new Rectangle(new FacePoint(0, 0), 9, 9, 0);
        Experiment experiment = new Experiment(CONFIG.withWearers(Map.of("blanket", huge)), RunContext.of(7));
        assertThatThrownBy(() -> experiment.check(FACES, false))
                .hasMessageStartingWith("\"blanket\" does not fit: the accessory covers the whole face");
    }

    @Test
    void cleanFacesAreEvaluatedAsEver() {
        Experiment experiment = new Experiment(CONFIG, RunContext.of(7));
        TestBed bed = bed(experiment);
        List<DefendedSystem> systems = List.of(experiment.defend("nothing on the eyes", bed));
        CleanResult before = experiment.clean(systems, bed).get(0);
        experiment.wearers("hat band", systems, bed);
        assertThat(experiment.clean(systems, bed).get(0)).isEqualTo(before);
        assertThat(before.tampered().hits()).isZero();
    }
}
