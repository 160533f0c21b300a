package dev.visor.recognition.embedding;

import dev.visor.face.Identity;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Threshold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The people of an open set: a template of each, and the threshold. Those who are enrolled for pictures under a mask have a
 * whitening too: their templates hold whitened embeddings, so the mean is that of whitened ones. Immutable and thread-safe.
 *
 * @param templates of at least two people, each once, of one kind and with as many values
 * @param threshold below which somebody is unknown
 * @param whitening what an embedding goes through before it is compared with the templates; empty for none
 */
public record Enrollment(List<Template> templates, Threshold threshold, Optional<Whitening> whitening) {

    private static final String EMBEDDINGS = "embeddings";
    private static final String PEOPLE = "people";
    private static final String PICTURES = "pictures-per-person";
    private static final String KIND = "template";
    private static final String THRESHOLD = "threshold";
    private static final String RATE = "false-match-rate";
    private static final String PAIRS = "impostor-pairs";
    private static final String MATCHES = "false-matches";

    /** Copies the list and checks it. */
    public Enrollment {
        templates = templates instanceof SharedTemplates ? templates : List.copyOf(templates);
        Gallery.openSet(templates.stream().map(Template::person).toList(), threshold);
        Template first = templates.get(0);
        for (Template template : templates) {
            if (template.kind() != first.kind()
                    || template.pictures().get(0).size()
                            != first.pictures().get(0).size()) {
                throw new IllegalArgumentException("the templates of " + first.person() + " and " + template.person()
                        + " must be of one kind and have as many values");
            }
        }
        int size = first.pictures().get(0).size();
        whitening.filter(own -> own.size() != size).ifPresent(own -> {
            throw new IllegalArgumentException(
                    "illegal whitening: it takes " + own.size() + " values, the templates have " + size);
        });
    }

    /** Makes one without a whitening. */
    public Enrollment(List<Template> templates, Threshold threshold) {
        this(templates, threshold, Optional.empty());
    }

    /**
     * Enrolls people.
     *
     * @param templates of at least two people
     * @param rule finds the threshold
     * @throws IllegalArgumentException if there are too few people or impostor pairs for the rule
     */
    public static Enrollment of(List<Template> templates, ThresholdRule rule) {
        return new Enrollment(templates, rule.calibrate(templates));
    }

    /**
     * Enrolls people for pictures under a mask, with a whitening.
     *
     * @param templates of at least three people, with the embeddings of their pictures under the mask as the network gives them
     * @param views how many embeddings in a row are of one picture, at least 1
     * @param rule finds the threshold
     * @throws IllegalArgumentException if there are too few people, pictures or impostor pairs for the rule
     */
    public static Enrollment underMask(List<Template> templates, int views, ThresholdRule rule) {
        Threshold threshold = rule.calibrateUnderMask(templates, views);
        Whitening whitening = Whitening.learned(templates);
        return new Enrollment(templates.stream().map(whitening::apply).toList(), threshold, Optional.of(whitening));
    }

    /** Returns the people in the order of the templates. */
    public Gallery gallery() {
        return Gallery.openSet(templates.stream().map(Template::person).toList(), threshold);
    }

    /** Returns how pictures are compared with several ones. */
    public TemplateKind kind() {
        return templates.get(0).kind();
    }

    /** Returns the number of values of an embedding. */
    public int size() {
        return templates.get(0).pictures().get(0).size();
    }

    /** Adds all that {@link #readFrom} needs to tensors and their metadata. */
    public void writeTo(NamedTensors.Builder tensors) {
        List<Embedding> all = templates.stream()
                .flatMap(template -> template.pictures().stream())
                .toList();
        float[] values = new float[all.size() * size()];
        for (int i = 0; i < all.size(); i++) {
            System.arraycopy(all.get(i).values(), 0, values, i * size(), size());
        }
        tensors.tensor(EMBEDDINGS, values, all.size(), size())
                .metadata(
                        PEOPLE,
                        joined(templates.stream()
                                .map(template -> template.person().name())))
                .metadata(
                        PICTURES,
                        joined(templates.stream()
                                .map(template -> "" + template.pictures().size())))
                .metadata(KIND, kind().name())
                .metadata(THRESHOLD, Float.toString(threshold.similarity()))
                .metadata(
                        RATE,
                        threshold.falseMatchRate() == null
                                ? ""
                                : threshold.falseMatchRate().toString())
                .metadata(PAIRS, Integer.toString(threshold.impostorPairs()))
                .metadata(MATCHES, Integer.toString(threshold.falseMatches()));
        whitening.ifPresent(own -> own.writeTo(tensors));
    }

    private static String joined(Stream<String> lines) {
        return lines.collect(Collectors.joining("\n"));
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @throws IllegalArgumentException if something is missing or makes no sense
     */
    public static Enrollment readFrom(NamedTensors tensors) {
        List<String> people = Arrays.asList(tensors.metadata(PEOPLE).split("\n", -1));
        List<Integer> counts = Arrays.stream(tensors.metadata(PICTURES).split("\n", -1))
                .map(count -> number(PICTURES, count))
                .toList();
        TemplateKind kind = Arrays.stream(TemplateKind.values())
                .filter(one -> one.name().equals(tensors.metadata().get(KIND)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "has no template that is known: " + tensors.metadata().get(KIND)));
        int size = tensors.shape(EMBEDDINGS).get(tensors.shape(EMBEDDINGS).size() - 1);
        long pictures = counts.stream().mapToLong(Integer::longValue).sum();
        if (people.size() != counts.size()
                || pictures != tensors.shape(EMBEDDINGS).get(0)) {
            throw new IllegalArgumentException(
                    "has " + people.size() + " people with " + pictures + " pictures, but embeddings of "
                            + tensors.shape(EMBEDDINGS).get(0));
        }
        float[] values = tensors.values(EMBEDDINGS, (int) pictures, size);
        List<Template> templates = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < people.size(); i++) {
            int first = from;
            List<Embedding> own = IntStream.range(0, counts.get(i))
                    .mapToObj(picture -> Embedding.ofUnit(
                            Arrays.copyOfRange(values, (first + picture) * size, (first + picture + 1) * size)))
                    .toList();
            templates.add(new Template(new Identity(people.get(i)), kind, own));
            from += counts.get(i);
        }
        return new Enrollment(templates, threshold(tensors), Whitening.readFrom(tensors, size));
    }

    private static Threshold threshold(NamedTensors tensors) {
        String rate = tensors.metadata(RATE);
        return new Threshold(
                (float) real(THRESHOLD, tensors.metadata(THRESHOLD)),
                rate.isEmpty() ? null : Double.valueOf(real(RATE, rate)),
                number(PAIRS, tensors.metadata(PAIRS)),
                number(MATCHES, tensors.metadata(MATCHES)));
    }

    private static int number(String key, String value) {
        return (int) real(key, value);
    }

    private static double real(String key, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("has the " + key + " \"" + value + "\", must be a number", e);
        }
    }
}
