package dev.visor.store.captures;

/**
 * What somebody noted about a photograph, before any of it is checked. What was not noted is empty.
 *
 * @param where it was noted, to begin a message with
 * @param file the name below the folder
 * @param person as it was written
 * @param accessory likewise
 * @param target likewise
 * @param attack likewise
 * @param session likewise
 * @param distance likewise
 * @param light likewise
 */
record NotedCapture(
        String where,
        String file,
        String person,
        String accessory,
        String target,
        String attack,
        String session,
        String distance,
        String light) {}
