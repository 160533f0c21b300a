package dev.visor.recognition.embedding;

import dev.visor.face.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is kept of an enrolled person: the embeddings of some pictures, and how others are compared with them. Immutable and
 * thread-safe.
 *
 * @param person who it is
 * @param kind how a picture is compared with several ones
 * @param pictures their embeddings, at least one, with as many values each
 */
public record Template(Identity person, TemplateKind kind, List<Embedding> pictures) {

    /** Copies the list and checks it. */
    public Template {
        pictures = List.copyOf(pictures);
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("the person " + person + " has no picture, must have at least 1");
        }
        int size = pictures.get(0).size();
        for (Embedding picture : pictures) {
            if (picture.size() != size) {
                throw new IllegalArgumentException("the embeddings of " + person + " have " + size + " and "
                        + picture.size() + " values, must have as many");
            }
        }
    }

    /** Returns the same person with the pictures of another template as well. */
    public Template with(Template more) {
        List<Embedding> all = new ArrayList<>(pictures);
        all.addAll(more.pictures);
        return new Template(person, kind, all);
    }

    /** Returns the same person with what is compared alone: of a mean, that mean as a single picture. */
    public Template condensed() {
        return new Template(person, kind, compared());
    }

    /** Returns what a picture is compared with, of which the most similar one counts. */
    public List<Embedding> compared() {
        return kind.templates(pictures);
    }

    /** Returns the similarity of a picture, in [-1, 1] but for rounding. */
    public double similarity(Embedding probe) {
        return similarity(compared(), probe);
    }

    static double similarity(List<Embedding> compared, Embedding probe) {
        return compared.stream().mapToDouble(probe::cosine).max().orElseThrow();
    }

    /** Returns the similarity of each of its pictures to the others; none with a single picture. */
    List<Double> withoutOne() {
        if (pictures.size() == 1) {
            return List.of();
        }
        return IntStream.range(0, pictures.size())
                .mapToObj(left -> {
                    List<Embedding> others = new ArrayList<>(pictures);
                    Embedding probe = others.remove(left);
                    return similarity(kind.templates(others), probe);
                })
                .toList();
    }
}
