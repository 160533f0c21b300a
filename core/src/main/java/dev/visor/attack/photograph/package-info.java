/** Attacks that are made in photographs. */
@NullMarked
package dev.visor.attack.photograph;

import org.jspecify.annotations.NullMarked;
