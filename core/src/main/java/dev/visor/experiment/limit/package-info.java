/** Limits of rates that make a command fail. */
@NullMarked
package dev.visor.experiment.limit;

import org.jspecify.annotations.NullMarked;
