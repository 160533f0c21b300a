package dev.visor.defense.detection;

import dev.visor.defense.MaskedAnswer;
import dev.visor.defense.MaskedDecision;
import dev.visor.defense.RegionMask;
import dev.visor.defense.detection.CertifiedDetection.Disagreement;
import dev.visor.image.Image;
import dev.visor.recognition.BackboneRecognizer;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A recognizer behind certified detection, which asks for scores alone. */
final class AgreeingRecognizer implements Recognizer {

    /** So many probes are under all masks at a time, lest thousands of pictures be in memory. */
    private static final int BATCH = 16;

    private final List<MaskedLook> looks;
    private final Agreement agreement;
    private final Disagreement disagreement;
    private final Recognizer behind;

    AgreeingRecognizer(List<MaskedLook> looks, Agreement agreement, Disagreement disagreement, Recognizer behind) {
        this.looks = looks;
        this.agreement = agreement;
        this.disagreement = disagreement;
        this.behind = behind;
    }

    @Override
    public Gallery gallery() {
        return behind.gallery();
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        return each(probes, masked -> agreement.least(gallery().withAlarm(), masked));
    }

    @Override
    public List<Decision> decide(List<Image> probes) {
        return decided(probes, each(probes, masked -> masked));
    }

    private List<Decision> decided(List<Image> probes, List<List<Scores>> masked) {
        List<Decision> decisions = masked.stream()
                .map(scores -> agreement.decide(gallery(), scores))
                .toList();
        return disagreement == Disagreement.RECOVER ? recovered(probes, decisions) : decisions;
    }

    /** What stands behind is asked where the masks share nobody, and for the certificates of the others. */
    private List<Decision> recovered(List<Image> probes, List<Decision> decisions) {
        List<Integer> open = IntStream.range(0, probes.size())
                .filter(i -> decisions.get(i).verdict() != Verdict.PERSON
                        || decisions.get(i).certified())
                .boxed()
                .toList();
        Iterator<Decision> recovery =
                behind.decide(open.stream().map(probes::get).toList()).iterator();
        List<Decision> all = new ArrayList<>(decisions);
        for (int i : open) {
            Decision decision = decisions.get(i);
            Decision other = recovery.next();
            if (decision.verdict() != Verdict.PERSON) {
                all.set(i, other.as(other.verdict()));
            } else if (!other.certified() || !other.recognizes(decision.scores().best())) {
                all.set(i, decision.as(Verdict.PERSON));
            }
        }
        return all;
    }

    /** Returns what is decided about pictures, and what each mask makes of them. */
    List<MaskedDecision> underMasks(List<Image> pictures) {
        List<List<Scores>> masked = each(pictures, scores -> scores);
        List<Decision> decisions = decided(pictures, masked);
        return IntStream.range(0, pictures.size())
                .mapToObj(i -> new MaskedDecision(decisions.get(i), answers(pictures.get(i), masked.get(i))))
                .toList();
    }

    private List<MaskedAnswer> answers(Image picture, List<Scores> masked) {
        return IntStream.range(0, looks.size())
                .mapToObj(mask -> new MaskedAnswer(
                        looks.get(mask).name(),
                        looks.get(mask).mask().cleanse(picture),
                        masked.get(mask),
                        IntStream.of(agreement.plausible(mask, masked.get(mask)))
                                .mapToObj(gallery().people()::get)
                                .toList()))
                .toList();
    }

    /** Returns the scores of each picture under all masks. */
    List<List<Scores>> masked(List<Image> probes, RunContext run) {
        try (Progress.Task task = run.begin("calibrating the agreement", probes.size())) {
            List<List<Scores>> masked = new ArrayList<>();
            for (int from = 0; from < probes.size(); from += BATCH) {
                run.checkpoint();
                masked.addAll(masked(probes.subList(from, Math.min(probes.size(), from + BATCH))));
                task.done(masked.size());
            }
            return masked;
        }
    }

    /** Returns what follows from the scores of each probe under all masks. */
    <T> List<T> each(List<Image> probes, Function<List<Scores>, T> conclusion) {
        List<T> conclusions = new ArrayList<>();
        for (int from = 0; from < probes.size(); from += BATCH) {
            masked(probes.subList(from, Math.min(probes.size(), from + BATCH))).stream()
                    .map(conclusion)
                    .forEach(conclusions::add);
        }
        return conclusions;
    }

    private List<List<Scores>> masked(List<Image> probes) {
        List<RegionMask> masks = looks.stream().map(MaskedLook::mask).toList();
        List<Image> pictures = new ArrayList<>();
        List<Recognizer> asked = new ArrayList<>();
        List<Image> underMasks = RegionMask.cleanse(probes, masks);
        for (int i = 0; i < underMasks.size(); i++) {
            MaskedLook look = looks.get(i % looks.size());
            for (Image view : look.views(underMasks.get(i))) {
                pictures.add(view);
                asked.add(look.asked(behind));
            }
        }
        Iterator<Scores> answers = scores(asked, pictures).iterator();
        return probes.stream()
                .map(probe -> looks.stream()
                        .map(look -> Scores.mean(Stream.generate(answers::next)
                                .limit(look.viewCount())
                                .toList()))
                        .toList())
                .toList();
    }

    /** Asks about each picture, all at once where that is possible. */
    private static List<Scores> scores(List<Recognizer> asked, List<Image> pictures) {
        List<BackboneRecognizer> sharing = onOneBackbone(asked);
        if (!sharing.isEmpty()) {
            return BackboneRecognizer.identify(sharing, pictures);
        }
        Scores[] scores = new Scores[pictures.size()];
        Map<Recognizer, List<Integer>> each = IntStream.range(0, scores.length)
                .boxed()
                .collect(Collectors.groupingBy(asked::get, IdentityHashMap::new, Collectors.toList()));
        each.forEach((recognizer, own) -> {
            List<Scores> answers =
                    recognizer.identify(own.stream().map(pictures::get).toList());
            IntStream.range(0, own.size()).forEach(i -> scores[own.get(i)] = answers.get(i));
        });
        return Arrays.asList(scores);
    }

    /** Returns who is asked about each picture if all of them rest on one backbone, so that all pictures can pass it at once. */
    private static List<BackboneRecognizer> onOneBackbone(List<Recognizer> asked) {
        List<BackboneRecognizer> sharing = new ArrayList<>();
        for (Recognizer recognizer : asked) {
            if (!(recognizer instanceof BackboneRecognizer own)
                    || !sharing.isEmpty() && own.backbone() != sharing.get(0).backbone()) {
                return List.of();
            }
            sharing.add(own);
        }
        return sharing;
    }
}
