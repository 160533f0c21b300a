/** Small programs that use Visor as a library. */
@NullMarked
package dev.visor.examples;

import org.jspecify.annotations.NullMarked;
