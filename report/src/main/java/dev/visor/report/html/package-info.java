/** The pieces of a page, and numbers as a reader sees them. */
@NullMarked
package dev.visor.report.html;

import org.jspecify.annotations.NullMarked;
