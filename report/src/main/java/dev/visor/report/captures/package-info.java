/** The page about photographs that somebody took of attackers with printed accessories and of honest people. */
@NullMarked
package dev.visor.report.captures;

import org.jspecify.annotations.NullMarked;
