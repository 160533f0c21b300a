/** A client of the guard. */
@NullMarked
package dev.visor.service.client;

import org.jspecify.annotations.NullMarked;
