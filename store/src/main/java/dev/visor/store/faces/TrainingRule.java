package dev.visor.store.faces;

import dev.visor.face.Alignment;
import dev.visor.store.faces.FaceFolderReport.Training;
import dev.visor.store.faces.FaceFolderReport.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Predicts what {@link FaceFolder} and the training after it would say about a folder. */
final class TrainingRule {

    private final List<String> people;
    private final List<SeenPicture> usable;

    TrainingRule(List<String> people, List<SeenPicture> pictures) {
        this.people = people;
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
        return new Training(
                Verdict.READY,
                equal.size(),
                common.size() + " is taken for the alignment " + known.get().name() + "; if the eyes are elsewhere,"
                        + " give --alignment"
                        + (others == 0 ? "" : "; " + others + " of another size are left out without --alignment"));
    }

    private Training needsAlignment(String reason) {
        return new Training(
                Verdict.NEEDS_ALIGNMENT,
                usable.size(),
                reason + "; give --alignment leftX,leftY,rightX,rightY, the eyes as fractions of width and height");
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
