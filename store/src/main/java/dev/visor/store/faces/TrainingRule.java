package dev.visor.store.faces;

import dev.visor.face.Alignment;
import dev.visor.store.faces.FaceFolderReport.Training;
import dev.visor.store.faces.FaceFolderReport.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Predicts what {@link FaceFolder} and the training after it would say about a folder. */
final class TrainingRule {

    private final List<String> people;
    private final List<SeenPicture> usable;

    private final @Nullable Alignment given;
    private final Placement placement;

    /**
     * Makes a rule.
     *
     * @param given the alignment that training would be given, or null
     * @param placement where the eyes are in the pictures
     */
    TrainingRule(List<String> people, List<SeenPicture> pictures, @Nullable Alignment given, Placement placement) {
        this.people = people;
        this.given = given;
        this.placement = placement;
        this.usable = pictures.stream().filter(picture -> !picture.isTooLarge()).toList();
    }

    Training judge() {
        Optional<String> obstacle = obstacle(usable);
        if (people.isEmpty()) {
            obstacle = Optional.of("it has no subfolders, must have one per person");
        } else if (usable.isEmpty()) {
            obstacle = Optional.of("it has no usable picture");
        }
        if (obstacle.isPresent()) {
            return new Training(Verdict.REFUSED, 0, obstacle.get());
        }
        return given == null ? withoutAlignment() : judge(usable, given.name() + " is the alignment of all");
    }

    private Training withoutAlignment() {
        SeenPicture common = mostCommon();
        List<SeenPicture> equal = usable.stream()
                .filter(picture -> picture.size().equals(common.size()))
                .toList();
        Optional<Alignment> known = Alignment.ofSize(common.width(), common.height());
        if (known.isEmpty()) {
            return needsAlignment(
                    "most pictures are " + common.size() + ", a size that does not say where the eyes are");
        }
        Optional<String> lack = obstacle(equal);
        if (lack.isPresent()) {
            return needsAlignment("without it only pictures of " + common.size() + " are taken, and " + lack.get());
        }
        int others = usable.size() - equal.size();
        return judge(
                equal,
                common.size() + " is taken for the alignment " + known.get().name() + "; if the eyes are elsewhere,"
                        + " give --alignment"
                        + (others == 0 ? "" : "; " + others + " of another size are left out without --alignment"));
    }

    /** {@return whether pictures can be used that are taken for aligned} */
    private Training judge(List<SeenPicture> taken, String reason) {
        Set<String> ids = taken.stream().map(SeenPicture::id).collect(Collectors.toSet());
        long misplaced = placement.misplaced().stream()
                .filter(picture -> ids.contains(picture.id()))
                .count();
        return misplaced == 0
                ? new Training(Verdict.READY, taken.size(), reason)
                : new Training(
                        Verdict.REFUSED,
                        0,
                        misplaced + " of " + taken.size() + " pictures have their eyes elsewhere than "
                                + String.join(" or ", placement.alignments())
                                + "; align photographs with visor data align, or give the --alignment that they have");
    }

    private Training needsAlignment(String reason) {
        return new Training(
                Verdict.NEEDS_ALIGNMENT,
                usable.size(),
                reason + "; give --alignment leftX,leftY,rightX,rightY, the eyes as fractions of width and height;"
                        + " photographs must be aligned first (visor data align, or alignment: detect)");
    }

    private Optional<String> obstacle(List<SeenPicture> pictures) {
        Map<String, List<SeenPicture>> byPerson = pictures.stream()
                .collect(Collectors.groupingBy(SeenPicture::person, TreeMap::new, Collectors.toList()));
        for (String person : people) {
            List<SeenPicture> own = byPerson.getOrDefault(person, List.of());
            if (own.size() < FaceFolder.MIN_PICTURES) {
                return Optional.of("the person " + person + " has " + own.size()
                        + (own.size() == 1 ? " usable picture" : " usable pictures") + ", must have at least "
                        + FaceFolder.MIN_PICTURES);
            }
            if (own.stream().map(SeenPicture::pixelSum).distinct().count() < 2) {
                return Optional.of("the person " + person + " has " + own.size()
                        + " pictures that are all the same, must have at least 2 different ones");
            }
        }
        return people.size() == 1
                ? Optional.of("it has only the person " + people.get(0) + ", must have at least 2 people")
                : Optional.empty();
    }

    /** {@return a picture of the size that most have; of several such sizes of the largest} */
    private SeenPicture mostCommon() {
        Map<String, Long> counts =
                usable.stream().collect(Collectors.groupingBy(SeenPicture::size, Collectors.counting()));
        return usable.stream()
                .max(Comparator.<SeenPicture>comparingLong(picture -> counts.getOrDefault(picture.size(), 0L))
                        .thenComparingLong(picture -> (long) picture.width() * picture.height())
                        .thenComparingInt(SeenPicture::width))
                .orElseThrow();
    }
}
