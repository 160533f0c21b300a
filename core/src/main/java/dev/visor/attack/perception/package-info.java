/** What a victim perceives at a step of an attack: the picture itself, or draws of what may happen to it. */
@NullMarked
package dev.visor.attack.perception;

import org.jspecify.annotations.NullMarked;
