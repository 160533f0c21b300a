/** Networks that make features of pictures: their architectures, weights and preprocessing, and frozen backbones. */
@NullMarked
package dev.visor.network;

import org.jspecify.annotations.NullMarked;
