package dev.visor.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.attack.alignment.Realignment;
import dev.visor.evaluation.Answer;
import dev.visor.evaluation.Outcome;
import dev.visor.face.Identity;
import dev.visor.face.Similarity;
import dev.visor.recognition.Verdict;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PhotographJsonTest {

    private static final Answer ANSWER = new Answer(Verdict.PERSON, new Identity("Ann"), 0.5, 0.5, 0.25, false);

    @Test
    void anOutcomeWithoutAPhotographHasNoSuchKey() throws IOException {
        Outcome outcome = new Outcome("a1", ANSWER, ANSWER, null, null, null);
        String line = Json.toLine(outcome);
        assertThat(line).doesNotContain("endToEnd").contains("\"maskedShare\":null");
        assertThat(Json.parse(line, Outcome.class, "line")).isEqualTo(outcome);
    }

    @Test
    void aPhotographComesBackWithAFaceAndWithoutOne() throws IOException {
        for (Outcome.EndToEnd endToEnd :
                new Outcome.EndToEnd[] {Outcome.EndToEnd.NO_FACE, new Outcome.EndToEnd(ANSWER, 0.04)}) {
            Outcome outcome = new Outcome("a1", ANSWER, ANSWER, null, null, endToEnd);
            assertThat(Json.parse(Json.toLine(outcome), Outcome.class, "line")).isEqualTo(outcome);
        }
        for (Realignment realignment :
                new Realignment[] {new Realignment(null), new Realignment(new Similarity(1, 0.1, 2, -3))}) {
            assertThat(Json.parse(Json.toLine(realignment), Realignment.class, "line"))
                    .isEqualTo(realignment);
        }
    }
}
