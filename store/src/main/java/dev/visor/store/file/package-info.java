/** The ground of all other packages: files written whole or not at all, JSON, pictures, checksums and journals. */
@NullMarked
package dev.visor.store.file;

import org.jspecify.annotations.NullMarked;
