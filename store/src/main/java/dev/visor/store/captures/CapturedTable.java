package dev.visor.store.captures;

import dev.visor.evaluation.captured.Capture;
import dev.visor.evaluation.captured.CapturedAnswer;
import dev.visor.evaluation.captured.CapturedOutcome;
import dev.visor.evaluation.captured.CapturedPicture;
import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.recognition.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What each system decided about each photograph, as rows of comma-separated values (RFC 4180). */
final class CapturedTable {

    private static final List<String> ANSWERS =
            List.of("system", "outcome", "person_decided", "confidence", "target_confidence", "proven", "no_face");

    private CapturedTable() {}

    /** Returns the table: a row for each photograph and system, in their order. */
    static String text(CapturedResults results) {
        List<Object> columns = new ArrayList<>(CaptureTable.COLUMNS);
        columns.addAll(ANSWERS);
        StringBuilder text = new StringBuilder(CsvTable.line(columns));
        for (CapturedPicture picture : results.pictures()) {
            for (int system = 0; system < results.systems().size(); system++) {
                List<Object> row = new ArrayList<>(noted(picture.capture()));
                row.add(results.systems().get(system).name());
                row.addAll(decided(picture, system));
                text.append(CsvTable.line(row));
            }
        }
        return text.toString();
    }

    private static List<String> noted(Capture capture) {
        return List.of(
                capture.file(),
                capture.person().name(),
                capture.accessory(),
                Objects.toString(capture.target(), ""),
                Objects.toString(capture.attack(), ""),
                capture.session(),
                capture.distance(),
                capture.light());
    }

    private static List<String> decided(CapturedPicture picture, int system) {
        CapturedOutcome outcome = picture.outcome(system);
        String word = outcome.name().toLowerCase(Locale.ROOT);
        if (!picture.hasFace()) {
            return List.of(word, "", "", "", "", Objects.toString(picture.noFace(), ""));
        }
        CapturedAnswer answer = picture.answers().get(system);
        boolean somebody = answer.verdict() == Verdict.PERSON;
        return List.of(
                word,
                somebody ? answer.person().name() : "",
                somebody ? Double.toString(answer.confidence()) : "",
                picture.capture().isAttack() ? Double.toString(answer.targetConfidence()) : "",
                Boolean.toString(answer.certified()),
                "");
    }
}
