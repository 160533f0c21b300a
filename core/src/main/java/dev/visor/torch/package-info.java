/** The native edge: the memory and the threads of libtorch, and the way of pictures into tensors. */
@NullMarked
package dev.visor.torch;

import org.jspecify.annotations.NullMarked;
