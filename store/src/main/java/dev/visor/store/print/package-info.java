/** Sheets and color charts as PDF, calibrated printers as JSON, and printers that come from files. */
@NullMarked
package dev.visor.store.print;

import org.jspecify.annotations.NullMarked;
