/** Runs that are kept on a file system of Hadoop. */
@NullMarked
package dev.visor.spark.address;

import org.jspecify.annotations.NullMarked;
