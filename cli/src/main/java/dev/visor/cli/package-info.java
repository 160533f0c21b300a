/** The visor command: all commands, and what ends one. */
@NullMarked
package dev.visor.cli;

import org.jspecify.annotations.NullMarked;
