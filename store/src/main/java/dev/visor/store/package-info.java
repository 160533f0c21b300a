/** All reading and writing: pictures, data sets, weights and run folders. */
@NullMarked
package dev.visor.store;

import org.jspecify.annotations.NullMarked;
