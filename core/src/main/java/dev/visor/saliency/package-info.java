/** How much each pixel of a picture influences the answer of a recognizer. */
@NullMarked
package dev.visor.saliency;

import org.jspecify.annotations.NullMarked;
