/** API keys of the guard service. */
@NullMarked
package dev.visor.cli.keys;

import org.jspecify.annotations.NullMarked;
