/** Reads networks from traced TorchScript archives: their code is parsed and followed, never run. */
@NullMarked
package dev.visor.store.network.torchscript;

import org.jspecify.annotations.NullMarked;
