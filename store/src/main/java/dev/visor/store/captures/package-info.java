/** Folders of captures, photographs that somebody took of attackers and honest people, and what is written about them. */
@NullMarked
package dev.visor.store.captures;

import org.jspecify.annotations.NullMarked;
