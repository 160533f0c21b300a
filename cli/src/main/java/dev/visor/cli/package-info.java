/** The visor command: options, progress and exit codes. */
@NullMarked
package dev.visor.cli;

import org.jspecify.annotations.NullMarked;
