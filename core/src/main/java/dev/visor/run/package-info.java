/** What every piece of work is given: a seed, a place to report progress to, and a way to be stopped. */
@NullMarked
package dev.visor.run;

import org.jspecify.annotations.NullMarked;
