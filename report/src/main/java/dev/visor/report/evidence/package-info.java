/** What the verdict rests on: attackers, curves, all figures, tuning and training. */
@NullMarked
package dev.visor.report.evidence;

import org.jspecify.annotations.NullMarked;
