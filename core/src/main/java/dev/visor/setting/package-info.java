/** Settings that are declared once: a table per record, kinds in a registry, and what reads, writes and documents both. */
@NullMarked
package dev.visor.setting;

import org.jspecify.annotations.NullMarked;
