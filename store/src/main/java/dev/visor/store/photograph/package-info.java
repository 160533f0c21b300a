/** Photographs that are kept for a time. */
@NullMarked
package dev.visor.store.photograph;

import org.jspecify.annotations.NullMarked;
