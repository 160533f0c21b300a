/** What a guarded system decides about photographs, and the queue in front of it. */
@NullMarked
package dev.visor.service.decision;

import org.jspecify.annotations.NullMarked;
