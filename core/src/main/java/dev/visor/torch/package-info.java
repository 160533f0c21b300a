/** The native edge: the threads of libtorch, and the precision that it computes in. */
@NullMarked
package dev.visor.torch;

import org.jspecify.annotations.NullMarked;
