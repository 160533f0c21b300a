/** Open sets as systems under test. */
@NullMarked
package dev.visor.experiment.openset;

import org.jspecify.annotations.NullMarked;
