/** Reads networks from ONNX files. */
@NullMarked
package dev.visor.store.network.onnx;

import org.jspecify.annotations.NullMarked;
