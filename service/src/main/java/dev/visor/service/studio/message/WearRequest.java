package dev.visor.service.studio.message;

import dev.visor.accessory.Pose;

/**
 * What somebody puts on.
 *
 * @param picture the id of the face
 * @param accessory its name
 * @param pose how it is worn; null for as it is meant, in distances between the eyes and degrees
 * @param color in hexadecimal, with a hash
 */
public record WearRequest(String picture, String accessory, Pose pose, String color) {

    /** Without a pose it is worn as it is meant. */
    public WearRequest {
        pose = pose == null ? Pose.NEUTRAL : pose;
    }
}
