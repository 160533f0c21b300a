/** How long the parts take. */
@NullMarked
package dev.visor.benchmarks;

import org.jspecify.annotations.NullMarked;
