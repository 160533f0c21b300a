package dev.visor.service.studio.message;

import org.jspecify.annotations.Nullable;

/**
 * A face to look at.
 *
 * @param run the id of the run whose system looks at it
 * @param face the id of a held-out face; null if it is another one
 * @param photograph the id of a photograph; null likewise
 * @param index which of its faces, from 0; null for the largest
 * @param example an attack of the run; null likewise
 */
public record PictureRequest(
        String run,
        @Nullable String face,
        @Nullable String photograph,
        @Nullable Integer index,
        @Nullable ExampleRequest example) {}
