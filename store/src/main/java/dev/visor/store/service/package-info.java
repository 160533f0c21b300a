/** Systems under test behind HTTP: how they are asked, and how their answers are kept. */
@NullMarked
package dev.visor.store.service;

import org.jspecify.annotations.NullMarked;
