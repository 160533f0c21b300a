/** The results of a run in the forms of other programs. */
@NullMarked
package dev.visor.store.export;

import org.jspecify.annotations.NullMarked;
