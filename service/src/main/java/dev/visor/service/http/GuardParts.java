package dev.visor.service.http;

import dev.visor.face.detection.FaceDetector;
import dev.visor.service.key.ApiKeys;
import dev.visor.service.people.Door;
import dev.visor.store.photograph.KeptPhotographs;
import java.io.IOException;
import java.util.Optional;

/**
 * What a service works with. All of it stays the caller's.
 *
 * @param door decides, knows the people, and has the audit log, which receives every decision before it is answered
 * @param detector finds faces in photographs
 * @param log receives a line about every request
 * @param keys reads the API keys anew; empty if those of the settings stay
 * @param photographs keeps the photographs of requests; empty if none are kept
 */
public record GuardParts(
        Door door,
        FaceDetector detector,
        RequestLog log,
        Optional<KeySource> keys,
        Optional<KeptPhotographs> photographs) {

    /** Where API keys come from. */
    @FunctionalInterface
    public interface KeySource {

        /**
         * Reads the keys.
         *
         * @throws IOException with one line if they can't be read
         */
        ApiKeys read() throws IOException;
    }
}
