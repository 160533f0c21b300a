/** The only place that talks to OpenCV and to the decoders of the JDK. */
@NullMarked
package dev.visor.image.internal;

import org.jspecify.annotations.NullMarked;
