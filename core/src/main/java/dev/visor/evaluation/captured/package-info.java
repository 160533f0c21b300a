/** Photographs of people in front of a camera, attackers with printed accessories and honest people, and how systems decide. */
@NullMarked
package dev.visor.evaluation.captured;

import org.jspecify.annotations.NullMarked;
