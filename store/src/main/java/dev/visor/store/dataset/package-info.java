/** Making folders of faces of published data sets. */
@NullMarked
package dev.visor.store.dataset;

import org.jspecify.annotations.NullMarked;
