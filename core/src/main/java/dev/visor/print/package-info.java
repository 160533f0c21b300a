/** Printers: which colors they put on paper for the colors that they are sent, and which colors they can print at all. */
@NullMarked
package dev.visor.print;

import org.jspecify.annotations.NullMarked;
