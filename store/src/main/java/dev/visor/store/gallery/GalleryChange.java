package dev.visor.store.gallery;

import dev.visor.face.Identity;

/**
 * A change of a gallery, as the audit log has it.
 *
 * @param request the id of the request that asked for it
 * @param time when, in UTC, as ISO 8601
 * @param action {@link #ENROLL} or {@link #DELETE}
 * @param key the name of the API key that asked; empty if none was needed
 * @param person who is enrolled or deleted
 */
public record GalleryChange(String request, String time, String action, String key, Identity person) {

    /** Somebody is enrolled. */
    public static final String ENROLL = "enroll";

    /** Somebody is deleted. */
    public static final String DELETE = "delete";

    /** Checks the action. */
    public GalleryChange {
        if (!action.equals(ENROLL) && !action.equals(DELETE)) {
            throw new IllegalArgumentException(
                    "illegal action: \"" + action + "\", must be " + ENROLL + " or " + DELETE);
        }
    }
}
