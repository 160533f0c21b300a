/** Faces in photographs: detection, five points, and the similarity that aligns a face to a template and back. */
@NullMarked
package dev.visor.face.detection;

import org.jspecify.annotations.NullMarked;
