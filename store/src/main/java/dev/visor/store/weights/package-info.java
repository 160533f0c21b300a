/** Weights from where they are published: their formats, the check that they are VGG16, and the download. */
@NullMarked
package dev.visor.store.weights;

import org.jspecify.annotations.NullMarked;
