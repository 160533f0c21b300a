/** The folder of a run, and what lies in it: the record, the recognizer and the attacks. */
@NullMarked
package dev.visor.store.run;

import org.jspecify.annotations.NullMarked;
