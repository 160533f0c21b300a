/** The only place that talks to OpenCV. */
@NullMarked
package dev.visor.image.internal;

import org.jspecify.annotations.NullMarked;
