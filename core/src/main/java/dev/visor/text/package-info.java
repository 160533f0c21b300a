/** Text that people see: names in one form, and characters that may be printed. */
@NullMarked
package dev.visor.text;

import org.jspecify.annotations.NullMarked;
