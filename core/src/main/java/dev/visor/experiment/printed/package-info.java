/** How attacks fare that are printed, worn and photographed in a simulation. */
@NullMarked
package dev.visor.experiment.printed;

import org.jspecify.annotations.NullMarked;
