/** Engines that compute the pieces of a run on other machines. */
@NullMarked
package dev.visor.api.engine;

import org.jspecify.annotations.NullMarked;
