/** Libtorch, and pictures and arrays as its tensors and back. */
@NullMarked
package dev.visor.torch.internal;

import org.jspecify.annotations.NullMarked;
