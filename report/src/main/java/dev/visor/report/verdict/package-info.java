/** What the results mean: the worst case of each defense, what it costs, and what was not tried. */
@NullMarked
package dev.visor.report.verdict;

import org.jspecify.annotations.NullMarked;
