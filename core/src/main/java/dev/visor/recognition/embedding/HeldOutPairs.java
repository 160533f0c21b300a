package dev.visor.recognition.embedding;

import dev.visor.face.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Similarities after whitening, for pictures that had no part in it. Pictures that whitening was learned on lie nearer to their
 * person than others do. And strangers are more similar to the enrolled people than these are to each other, since whitening parts
 * the people that it was learned on. So both are left out in turn: people, in folds of at least one person; and a quarter of the
 * pictures of all people.
 *
 * <p>Immutable and thread-safe.
 */
final class HeldOutPairs {

    /** The most folds of people. With so many people or fewer, each is left out alone. */
    private static final int PEOPLE = 20;

    private static final int PICTURES = 4;

    private final List<Template> people;
    private final int views;

    /**
     * Makes pairs.
     *
     * @param people with the embeddings of their pictures, as the network gives them
     * @param views how many embeddings in a row are of one picture, at least 1
     */
    HeldOutPairs(List<Template> people, int views) {
        this.people = List.copyOf(people);
        this.views = views;
    }

    /** Returns the similarities of each person's pictures to the templates of others, learned without the person; sorted. */
    double[] ofPeople() {
        List<Double> impostors = new ArrayList<>();
        int folds = Math.min(PEOPLE, people.size());
        for (int fold = 0; fold < folds; fold++) {
            int left = fold;
            List<Template> kept = IntStream.range(0, people.size())
                    .filter(i -> i % folds != left)
                    .mapToObj(people::get)
                    .toList();
            Learned learned = Learned.of(kept);
            IntStream.range(0, people.size())
                    .filter(i -> i % folds == left)
                    .forEach(i -> learned.compare(people.get(i), impostors::add, any -> {}));
        }
        return sorted(impostors);
    }

    /** Returns the similarities of pictures to the templates, learned without these pictures. */
    Pictures ofPictures() {
        List<Double> impostors = new ArrayList<>();
        List<Double> genuine = new ArrayList<>();
        for (int fold = 0; fold < PICTURES; fold++) {
            int left = fold;
            Learned learned = Learned.of(pictures(picture -> picture % PICTURES != left));
            pictures(picture -> picture % PICTURES == left)
                    .forEach(person -> learned.compare(person, impostors::add, genuine::add));
        }
        return new Pictures(sorted(impostors), sorted(genuine));
    }

    /** Returns the people with some of their pictures, without those who have none. */
    private List<Template> pictures(IntPredicate chosen) {
        List<Template> some = new ArrayList<>();
        for (Template person : people) {
            List<Embedding> own = IntStream.range(0, person.pictures().size())
                    .filter(i -> chosen.test(i / views))
                    .mapToObj(person.pictures()::get)
                    .toList();
            if (!own.isEmpty()) {
                some.add(new Template(person.person(), person.kind(), own));
            }
        }
        return some;
    }

    private static double[] sorted(List<Double> similarities) {
        return similarities.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** Similarities to the templates of other people and of the same person, rising. */
    static final class Pictures {
        private final double[] impostors;
        private final double[] genuine;

        Pictures(double[] impostors, double[] genuine) {
            this.impostors = impostors;
            this.genuine = genuine;
        }

        double[] impostors() {
            return impostors.clone();
        }

        double highestGenuine() {
            return genuine.length == 0 ? 1 : genuine[genuine.length - 1];
        }
    }

    /** A whitening and what is compared with whitened pictures. */
    private record Learned(Whitening whitening, List<Identity> people, List<List<Embedding>> compared) {

        static Learned of(List<Template> kept) {
            Whitening whitening = Whitening.learned(kept);
            return new Learned(
                    whitening,
                    kept.stream().map(Template::person).toList(),
                    kept.stream()
                            .map(person -> whitening.apply(person).compared())
                            .toList());
        }

        void compare(Template left, Consumer<Double> impostors, Consumer<Double> genuine) {
            for (Embedding picture : left.pictures()) {
                Embedding probe = whitening.apply(picture);
                for (int i = 0; i < people.size(); i++) {
                    double similarity = Template.similarity(compared.get(i), probe);
                    (people.get(i).equals(left.person()) ? genuine : impostors).accept(similarity);
                }
            }
        }
    }
}
