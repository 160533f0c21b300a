/** What all other packages stand on: files written whole or not at all, JSON, pictures, checksums and journals. */
@NullMarked
package dev.visor.store.file;

import org.jspecify.annotations.NullMarked;
