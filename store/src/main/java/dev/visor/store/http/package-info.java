/** What all clients of web servers have in common. */
@NullMarked
package dev.visor.store.http;

import org.jspecify.annotations.NullMarked;
