package dev.visor.recognition.embedding;

import dev.visor.run.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The similarities of pictures to the templates of other people: of all, or of many people a sample, which is always the same one.
 * For it each picture is compared with as many others, drawn from equal parts of the gallery. Immutable and thread-safe.
 */
final class ImpostorPairs {

    /** All pairs are compared if there are at most so many: those of some 5800 people with a picture each. */
    static final int MOST = 1 << 25;

    /** So many are drawn of more pairs. A rate of one in a thousand rests on some 8000 of them, so it is exact to a few percent. */
    static final int SAMPLE = 1 << 23;

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
        int others = templates.size() - 1;
        long pictures = templates.stream()
                .mapToLong(template -> template.pictures().size())
                .sum();
        int each = pictures * others <= most ? others : (int) Math.min(others, Math.max(1, sample / pictures));
        double[] similarities = new double[Math.toIntExact(pictures * each)];
        SplittableRandom random = new Seed(1).derive("impostor pairs").random();
        int count = 0;
        for (int person = 0; person < templates.size(); person++) {
            for (Embedding picture : templates.get(person).pictures()) {
                for (int part = 0; part < each; part++) {
                    int first = (int) ((long) part * others / each);
                    int end = (int) ((part + 1L) * others / each);
                    int ahead = 1 + (each == others ? first : random.nextInt(first, end));
                    int other = (person + ahead) % templates.size();
                    similarities[count++] = Template.similarity(compared.get(other), picture);
                }
            }
        }
        Arrays.sort(similarities);
        return similarities;
    }
}
