/** A defended system as a service. */
@NullMarked
package dev.visor.service;

import org.jspecify.annotations.NullMarked;
