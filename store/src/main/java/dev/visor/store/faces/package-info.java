/** Faces to train on and attack with: folders of them, their choice and check, and those that come with the program. */
@NullMarked
package dev.visor.store.faces;

import org.jspecify.annotations.NullMarked;
