/** Turns results into one self-contained HTML page; reads and writes nothing. */
@NullMarked
package dev.visor.report;

import org.jspecify.annotations.NullMarked;
