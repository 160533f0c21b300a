/** The people of a guard: who is enrolled and deleted while it runs, and how its system is made anew. */
@NullMarked
package dev.visor.service.people;

import org.jspecify.annotations.NullMarked;
