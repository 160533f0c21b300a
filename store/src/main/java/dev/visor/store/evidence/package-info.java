/**
 * What shows that a run folder is what a run wrote: its manifest, the signature of that, and the counting of every figure
 * again.
 */
@NullMarked
package dev.visor.store.evidence;

import org.jspecify.annotations.NullMarked;
