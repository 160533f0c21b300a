/** What another process needs to compute a part of a run: archives that are packed here and unpacked there. */
@NullMarked
package dev.visor.store.kit;

import org.jspecify.annotations.NullMarked;
