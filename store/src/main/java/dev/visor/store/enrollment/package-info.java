/** Networks of embeddings, and the galleries that people are enrolled in. */
@NullMarked
package dev.visor.store.enrollment;

import org.jspecify.annotations.NullMarked;
