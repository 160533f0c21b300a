/**
 * Wearable things that carry a perturbation: their shape, their place on a face, how they are drawn, and families of
 * them that masks can cover.
 */
@NullMarked
package dev.visor.accessory;

import org.jspecify.annotations.NullMarked;
