/** PubFig: its lists, the download of its pictures, and the faces cut from them. */
@NullMarked
package dev.visor.store.dataset.pubfig;

import org.jspecify.annotations.NullMarked;
