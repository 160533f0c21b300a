/** Accessories on paper: sheets to cut out, and the calibration of a printer. */
@NullMarked
package dev.visor.cli.print;

import org.jspecify.annotations.NullMarked;
