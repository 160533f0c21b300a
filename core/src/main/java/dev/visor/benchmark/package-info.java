/** How fast a network, an attack and a grid search are, by a clock that is handed in. */
@NullMarked
package dev.visor.benchmark;

import org.jspecify.annotations.NullMarked;
