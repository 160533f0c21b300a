/** The people whom a guard enrolls and deletes while it runs, in a SQLite database. No other package knows JDBC. */
@NullMarked
package dev.visor.store.gallery;

import org.jspecify.annotations.NullMarked;
