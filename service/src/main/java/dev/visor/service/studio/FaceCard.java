package dev.visor.service.studio;

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

    static FaceCard of(String run, Face face) {
        return new FaceCard(
                face.id(),
                face.identity().name(),
                "/api/runs/" + run + "/face.png?id=" + URLEncoder.encode(face.id(), StandardCharsets.UTF_8));
    }
}
