/** The grid search for a saliency mask. */
@NullMarked
package dev.visor.evaluation.grid;

import org.jspecify.annotations.NullMarked;
