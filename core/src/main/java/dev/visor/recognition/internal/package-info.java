/** The networks themselves, in libtorch. */
@NullMarked
package dev.visor.recognition.internal;

import org.jspecify.annotations.NullMarked;
