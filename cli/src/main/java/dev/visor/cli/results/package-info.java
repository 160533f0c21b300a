/** Results of finished runs: side by side, and in the forms of other programs. */
@NullMarked
package dev.visor.cli.results;

import org.jspecify.annotations.NullMarked;
