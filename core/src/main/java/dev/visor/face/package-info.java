/** Faces and the people they belong to: labelled pictures with the positions of the eyes. */
@NullMarked
package dev.visor.face;

import org.jspecify.annotations.NullMarked;
