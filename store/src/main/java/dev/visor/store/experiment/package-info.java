/** Experiment files: everything that decides the results, as strict YAML. */
@NullMarked
package dev.visor.store.experiment;

import org.jspecify.annotations.NullMarked;
