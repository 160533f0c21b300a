/** A plugin for tests, which they pack into a jar. */
@NullMarked
package dev.visor.spark.plugin;

import org.jspecify.annotations.NullMarked;
