/** Where users of the library begin: the few types that lead to all others. */
@NullMarked
package dev.visor.api;

import org.jspecify.annotations.NullMarked;
