package dev.visor.store.service;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a service says about a picture.
 *
 * @param outcome what it decides, as far as it says so
 * @param scores the scores of people by the service's names, as it writes them, divided by their scale; without scores, the
 *     one who was recognized has the score 1
 */
record ServiceAnswer(Outcome outcome, SortedMap<String, Double> scores) {

    /** Copies the map. */
    ServiceAnswer {
        scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
    }

    /** What a service decides. */
    enum Outcome {
        /** It says nothing; the scores decide. */
        BY_SCORES,
        /** Somebody is recognized. */
        PERSON,
        /** Nobody is recognized. */
        UNKNOWN,
        /** The picture was tampered with. */
        TAMPERED,
        /** There is no face in the picture. */
        NO_FACE
    }

    static ServiceAnswer noFace() {
        return new ServiceAnswer(Outcome.NO_FACE, new TreeMap<>());
    }
}
