/** The weights of networks. */
@NullMarked
package dev.visor.cli.weights;

import org.jspecify.annotations.NullMarked;
