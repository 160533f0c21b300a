/**
 * A simulated print and capture: what a camera sees of an accessory that is printed and worn, drawn at random within declared
 * ranges, and the gradient back to the colors that were sent to the printer.
 */
@NullMarked
package dev.visor.capture;

import org.jspecify.annotations.NullMarked;
