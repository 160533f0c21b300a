/** The guard service. */
@NullMarked
package dev.visor.cli.serve;

import org.jspecify.annotations.NullMarked;
