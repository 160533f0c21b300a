/** How well an open set knows its people, with the rates of ISO/IEC 19795-1 and ISO/IEC 30107-3. */
@NullMarked
package dev.visor.evaluation.openset;

import org.jspecify.annotations.NullMarked;
