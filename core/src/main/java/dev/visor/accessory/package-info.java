/** Wearable things that carry a perturbation: their shape, their place on a face, and how they are drawn. */
@NullMarked
package dev.visor.accessory;

import org.jspecify.annotations.NullMarked;
