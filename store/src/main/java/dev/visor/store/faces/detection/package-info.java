/** Where face detectors come from, and folders of photographs. */
@NullMarked
package dev.visor.store.faces.detection;

import org.jspecify.annotations.NullMarked;
