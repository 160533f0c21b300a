/** The studio. */
@NullMarked
package dev.visor.cli.studio;

import org.jspecify.annotations.NullMarked;
