package dev.visor.recognition.embedding;

import dev.visor.face.Identity;
import dev.visor.recognition.internal.PanelMatrix;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/**
 * The templates of an enrollment in the memory of the matrix that they are searched in. Each is made when it is asked for, so that many
 * people need hardly more memory than the matrix and their names. Immutable and thread-safe.
 */
final class SharedTemplates extends AbstractList<Template> implements RandomAccess {

    private final List<Identity> people;
    private final TemplateKind kind;
    private final PanelMatrix matrix;
    private final int rows;
    private final int size;
    private final int[] pictures;
    private final Map<Integer, Template> apart = new HashMap<>();

    /**
     * Takes the templates that the matrix has as they are; others are kept beside it.
     *
     * @param compared the rows of the matrix
     * @param people those of the enrollment, in the same order
     */
    SharedTemplates(Enrollment enrollment, ComparedRows compared, PanelMatrix matrix, List<Identity> people) {
        this.people = people;
        this.kind = enrollment.kind();
        this.matrix = matrix;
        this.rows = compared.most();
        this.size = enrollment.size();
        this.pictures = new int[compared.people()];
        for (int person = 0; person < pictures.length; person++) {
            Template template = enrollment.templates().get(person);
            pictures[person] = template.pictures().size();
            if (!compared.of(person).equals(template.pictures())) {
                apart.put(person, template);
            }
        }
    }

    @Override
    public int size() {
        return pictures.length;
    }

    @Override
    public Template get(int person) {
        Template kept = apart.get(person);
        if (kept != null) {
            return kept;
        }
        return new Template(
                people.get(person),
                kind,
                IntStream.range(person * rows, person * rows + pictures[person])
                        .mapToObj(
                                row -> Embedding.in(matrix.columns(), matrix.firstColumn(row), matrix.place(row), size))
                        .toList());
    }
}
