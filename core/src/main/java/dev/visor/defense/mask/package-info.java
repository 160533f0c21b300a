/** Defenses that find and replace suspicious pixels: saliency masks and their like. */
@NullMarked
package dev.visor.defense.mask;

import org.jspecify.annotations.NullMarked;
