/** Pictures and arrays to tensors and back. */
@NullMarked
package dev.visor.torch.internal;

import org.jspecify.annotations.NullMarked;
