package dev.visor.recognition.embedding;

import java.util.List;

/** The templates that embeddings are compared with, as rows of a matrix: as many of each person. Immutable and thread-safe. */
final class ComparedRows {

    private final List<List<Embedding>> compared;
    private final int most;
    private final int size;

    ComparedRows(Enrollment enrollment) {
        this.compared = enrollment.templates().stream().map(Template::compared).toList();
        this.most = compared.stream().mapToInt(List::size).max().orElseThrow();
        this.size = enrollment.size();
    }

    int people() {
        return compared.size();
    }

    /** Returns how many rows each person has. */
    int most() {
        return most;
    }

    int count() {
        return Math.multiplyExact(people(), most);
    }

    /** Returns what a person is compared by. */
    List<Embedding> of(int person) {
        return compared.get(person);
    }

    /** Returns a row; a person with fewer templates has the first one several times. */
    float[] row(int index) {
        List<Embedding> own = compared.get(index / most);
        int i = index % most;
        return own.get(i < own.size() ? i : 0).values();
    }

    /** Returns all rows, one behind the other. */
    float[] values() {
        float[] values = new float[count() * size];
        for (int i = 0; i < count(); i++) {
            System.arraycopy(row(i), 0, values, i * size, size);
        }
        return values;
    }
}
