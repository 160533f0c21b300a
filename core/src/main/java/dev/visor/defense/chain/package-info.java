/** What stands in chains besides masks: certified masking, detection, and the recommended chain itself. */
@NullMarked
package dev.visor.defense.chain;

import org.jspecify.annotations.NullMarked;
