/** The same experiment on the executors of Apache Spark. */
@NullMarked
package dev.visor.spark;

import org.jspecify.annotations.NullMarked;
