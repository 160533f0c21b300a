/**
 * Open sets: embeddings of faces, templates of enrolled people, and a threshold below which somebody is unknown.
 */
@NullMarked
package dev.visor.recognition.embedding;

import org.jspecify.annotations.NullMarked;
