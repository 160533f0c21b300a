/** What the machine can do that the program runs on. */
@NullMarked
package dev.visor.store.machine;

import org.jspecify.annotations.NullMarked;
