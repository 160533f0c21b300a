/** The command about photographs that somebody took of attackers with printed accessories and of honest people. */
@NullMarked
package dev.visor.cli.captures;

import org.jspecify.annotations.NullMarked;
