/** A log of what a service decided, in which no line can be changed or left out without breaking the chain of its sums. */
@NullMarked
package dev.visor.store.audit;

import org.jspecify.annotations.NullMarked;
