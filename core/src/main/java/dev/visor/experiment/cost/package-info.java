/** What an experiment costs: passes that are expected, and seconds that were measured. */
@NullMarked
package dev.visor.experiment.cost;

import org.jspecify.annotations.NullMarked;
