/** Downloads of published weights, with their checksums. */
@NullMarked
package dev.visor.store.weights.download;

import org.jspecify.annotations.NullMarked;
