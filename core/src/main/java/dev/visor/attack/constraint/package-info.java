/** Which colors an accessory may have. */
@NullMarked
package dev.visor.attack.constraint;

import org.jspecify.annotations.NullMarked;
