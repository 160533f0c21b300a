/** What commands print: lines, tables and progress. */
@NullMarked
package dev.visor.cli.console;

import org.jspecify.annotations.NullMarked;
