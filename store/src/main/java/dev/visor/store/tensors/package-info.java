/** Files of named tensors: safetensors, and the quantized ones of face-api. */
@NullMarked
package dev.visor.store.tensors;

import org.jspecify.annotations.NullMarked;
