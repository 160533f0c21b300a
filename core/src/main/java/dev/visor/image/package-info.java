/** Pictures and masks as immutable values, and what can be done to them. */
@NullMarked
package dev.visor.image;

import org.jspecify.annotations.NullMarked;
