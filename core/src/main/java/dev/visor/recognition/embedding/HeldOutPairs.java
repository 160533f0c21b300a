package dev.visor.recognition.embedding;

import dev.visor.face.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Similarities after whitening, for pictures that had no part in it. Pictures that whitening was learned on lie nearer to their
 * person than others do. And strangers are more similar to the enrolled people than these are to each other, since whitening parts
 * the people that it was learned on. So both are left out in turn: people, in folds of at least one person; and a quarter of the
 * pictures of all people. Pictures are compared with {@link OtherPeople}.
 *
 * <p>Immutable and thread-safe.
 */
final class HeldOutPairs {

    /** The most folds of people. With so many people or fewer, each is left out alone. */
    private static final int PEOPLE = 20;

    private static final int PICTURES = 4;

    private final List<Template> people;
    private final int views;
    private final int most;
    private final int sample;

    /**
     * Makes pairs.
     *
     * @param people with the embeddings of their pictures, as the network gives them
     * @param views how many embeddings in a row are of one picture, at least 1
     * @param most with how many pairs all are compared
     * @param sample how many are compared of more pairs, but at least one of each picture
     */
    HeldOutPairs(List<Template> people, int views, int most, int sample) {
        this.people = List.copyOf(people);
        this.views = views;
        this.most = most;
        this.sample = sample;
    }

    /** Returns the similarities of each person's pictures to the templates of others, learned without the person; sorted. */
    double[] ofPeople() {
        DoubleStream.Builder impostors = DoubleStream.builder();
        int folds = Math.min(PEOPLE, people.size());
        for (int fold = 0; fold < folds; fold++) {
            int left = fold;
            List<Template> kept = IntStream.range(0, people.size())
                    .filter(i -> i % folds != left)
                    .mapToObj(people::get)
                    .toList();
            Learned learned = Learned.of(kept);
            OtherPeople others = others(kept);
            IntStream.range(0, people.size())
                    .filter(i -> i % folds == left)
                    .forEach(i -> learned.compare(people.get(i), others, impostors, DoubleStream.builder()));
        }
        return sorted(impostors);
    }

    /** Returns the similarities of pictures to the templates, learned without these pictures. */
    Pictures ofPictures() {
        DoubleStream.Builder impostors = DoubleStream.builder();
        DoubleStream.Builder genuine = DoubleStream.builder();
        for (int fold = 0; fold < PICTURES; fold++) {
            int left = fold;
            List<Template> kept = pictures(picture -> picture % PICTURES != left);
            Learned learned = Learned.of(kept);
            OtherPeople others = others(kept);
            pictures(picture -> picture % PICTURES == left)
                    .forEach(person -> learned.compare(person, others, impostors, genuine));
        }
        return new Pictures(sorted(impostors), sorted(genuine));
    }

    private OtherPeople others(List<Template> kept) {
        long pictures =
                people.stream().mapToLong(person -> person.pictures().size()).sum();
        return new OtherPeople(pictures, kept.size(), most, sample);
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

    private static double[] sorted(DoubleStream.Builder similarities) {
        return similarities.build().sorted().toArray();
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

    /** A whitening and what is compared with whitened pictures, by the number of a person. */
    private record Learned(Whitening whitening, Map<Identity, Integer> people, List<List<Embedding>> compared) {

        static Learned of(List<Template> kept) {
            Whitening whitening = Whitening.learned(kept);
            Map<Identity, Integer> people = new HashMap<>();
            kept.forEach(person -> people.put(person.person(), people.size()));
            return new Learned(
                    whitening,
                    people,
                    kept.stream()
                            .map(person -> whitening.apply(person).compared())
                            .toList());
        }

        void compare(Template left, OtherPeople others, DoubleStream.Builder impostors, DoubleStream.Builder genuine) {
            Integer person = people.get(left.person());
            for (Embedding picture : left.pictures()) {
                Embedding probe = whitening.apply(picture);
                for (int other : person == null ? others.thanStranger() : others.than(person)) {
                    impostors.add(Template.similarity(compared.get(other), probe));
                }
                if (person != null) {
                    genuine.add(Template.similarity(compared.get(person), probe));
                }
            }
        }
    }
}
