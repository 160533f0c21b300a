/** Charts that take their colors from the style sheet, and that can be saved. */
@NullMarked
package dev.visor.report.chart;

import org.jspecify.annotations.NullMarked;
