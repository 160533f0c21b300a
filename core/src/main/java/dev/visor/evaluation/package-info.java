/** How well attacks and defenses do: rates with their intervals, the goodness score, and the search for its maximum. */
@NullMarked
package dev.visor.evaluation;

import org.jspecify.annotations.NullMarked;
