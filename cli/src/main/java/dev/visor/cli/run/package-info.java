/** Experiments from the command line: all at once, stage by stage, and how they are described. */
@NullMarked
package dev.visor.cli.run;

import org.jspecify.annotations.NullMarked;
