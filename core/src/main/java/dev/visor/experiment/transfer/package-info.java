/** Attacks that are made on other systems than the one under test. */
@NullMarked
package dev.visor.experiment.transfer;

import org.jspecify.annotations.NullMarked;
