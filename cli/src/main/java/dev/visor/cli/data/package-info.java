/** Folders of faces. */
@NullMarked
package dev.visor.cli.data;

import org.jspecify.annotations.NullMarked;
