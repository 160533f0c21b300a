/** How a picture of a face with an accessory is made to be taken for somebody else. */
@NullMarked
package dev.visor.attack;

import org.jspecify.annotations.NullMarked;
