/** What a victim sees of an attacked picture: crops, crops that are aligned in another way, and those of photographs. */
@NullMarked
package dev.visor.attack.alignment;

import org.jspecify.annotations.NullMarked;
