/** Training of heads behind a frozen backbone. */
@NullMarked
package dev.visor.recognition.training;

import org.jspecify.annotations.NullMarked;
