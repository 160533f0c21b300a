/** Systems that are heads trained on a frozen network. */
@NullMarked
package dev.visor.experiment.head;

import org.jspecify.annotations.NullMarked;
