/** Pictures into tensors and back, for the networks only. */
@NullMarked
package dev.visor.torch.internal;

import org.jspecify.annotations.NullMarked;
