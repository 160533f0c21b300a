/** Folders of photographs, and the folders of aligned faces that are made of them. */
@NullMarked
package dev.visor.store.dataset.align;

import org.jspecify.annotations.NullMarked;
