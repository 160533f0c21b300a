package dev.visor.service.studio.message;

import dev.visor.face.Face;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A held-out face of a run.
 *
 * @param id within the data set
 * @param person whose face it is
 * @param url of the PNG file
 */
public record FaceCard(String id, String person, String url) {

    /** Returns it as the page shows it. */
    public static FaceCard of(String run, Face face) {
        return new FaceCard(
                face.id(),
                face.identity().name(),
                "/api/runs/" + run + "/face.png?id=" + URLEncoder.encode(face.id(), StandardCharsets.UTF_8));
    }
}
