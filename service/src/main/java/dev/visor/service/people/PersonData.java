package dev.visor.service.people;

import dev.visor.recognition.embedding.Embedding;
import dev.visor.recognition.embedding.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a guard's gallery has about a person.
 *
 * @param person the name
 * @param source {@code run} if the person was enrolled in the run, {@code service} if the service enrolled the person
 * @param enrolled when, in UTC, as ISO 8601; null if the run did
 * @param request the id of the request that did; null if the run did
 * @param photographs how many there were; null if the run enrolled the person
 * @param templates what is kept of them; none of a system with a trained head or of a service, which keep none by person
 */
public record PersonData(
        String person,
        String source,
        @Nullable String enrolled,
        @Nullable String request,
        @Nullable Integer photographs,
        List<TemplateData> templates) {

    /** Copies the list. */
    public PersonData {
        templates = List.copyOf(templates);
    }

    /**
     * A template.
     *
     * @param system which compares it
     * @param kind {@code mean} or {@code best}
     * @param embeddings of its pictures
     */
    public record TemplateData(String system, String kind, List<List<Float>> embeddings) {

        /** Copies the lists. */
        public TemplateData {
            embeddings = embeddings.stream().map(List::copyOf).toList();
        }

        static TemplateData of(String system, Template template) {
            return new TemplateData(
                    system,
                    template.kind().name().toLowerCase(Locale.ROOT),
                    template.pictures().stream().map(TemplateData::values).toList());
        }

        private static List<Float> values(Embedding embedding) {
            List<Float> values = new ArrayList<>();
            for (float value : embedding.values()) {
                values.add(value);
            }
            return values;
        }
    }
}
