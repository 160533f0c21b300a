/** The layers of heads and their training, in libtorch. */
@NullMarked
package dev.visor.recognition.internal;

import org.jspecify.annotations.NullMarked;
