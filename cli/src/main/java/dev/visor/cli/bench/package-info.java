/** The speed of a machine. */
@NullMarked
package dev.visor.cli.bench;

import org.jspecify.annotations.NullMarked;
