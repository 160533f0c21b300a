/** The tape and the layers of networks, in libtorch. */
@NullMarked
package dev.visor.network.internal;

import org.jspecify.annotations.NullMarked;
