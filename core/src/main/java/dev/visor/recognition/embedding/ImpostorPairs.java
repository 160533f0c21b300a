package dev.visor.recognition.embedding;

import java.util.Arrays;
import java.util.List;

/** The similarities of pictures to the templates of {@link OtherPeople}. Immutable and thread-safe. */
final class ImpostorPairs {

    private final List<Template> templates;
    private final int most;
    private final int sample;

    /**
     * Makes pairs.
     *
     * @param templates of at least two people
     * @param most with how many pairs all are compared
     * @param sample how many are compared of more pairs, but at least one of each picture
     */
    ImpostorPairs(List<Template> templates, int most, int sample) {
        this.templates = List.copyOf(templates);
        this.most = most;
        this.sample = sample;
    }

    /** Returns the similarities, rising. */
    double[] similarities() {
        List<List<Embedding>> compared =
                templates.stream().map(Template::compared).toList();
        long pictures = templates.stream()
                .mapToLong(template -> template.pictures().size())
                .sum();
        OtherPeople others = new OtherPeople(pictures, templates.size(), most, sample);
        double[] similarities = new double[Math.toIntExact(pictures * others.count())];
        int count = 0;
        for (int person = 0; person < templates.size(); person++) {
            for (Embedding picture : templates.get(person).pictures()) {
                for (int other : others.than(person)) {
                    similarities[count++] = Template.similarity(compared.get(other), picture);
                }
            }
        }
        Arrays.sort(similarities);
        return similarities;
    }
}
