/**
 * Weights of backbones: those that come with the program, and those from where they are published, with their formats,
 * the check that they are VGG16, and the download.
 */
@NullMarked
package dev.visor.store.weights;

import org.jspecify.annotations.NullMarked;
