/** Networks that others trained: what files can say about them, and how they are opened. */
@NullMarked
package dev.visor.store.network;

import org.jspecify.annotations.NullMarked;
