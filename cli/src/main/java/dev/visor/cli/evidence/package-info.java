/** Whether a run folder is what a run wrote. */
@NullMarked
package dev.visor.cli.evidence;

import org.jspecify.annotations.NullMarked;
