/** The article from end to end: train, attack, tune and evaluate, in memory, with results that are plain data. */
@NullMarked
package dev.visor.experiment;

import org.jspecify.annotations.NullMarked;
