package dev.visor.store.dataset.pubfig;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What came of one request. */
sealed interface Answer {

    /** {@return whether the host answered} */
    default boolean heard() {
        return true;
    }

    /** The file. */
    final class Bytes implements Answer {
        private final byte[] file;

        Bytes(byte[] file) {
            this.file = file;
        }

        /** {@return the bytes themselves, not a copy} */
        byte[] file() {
            return file;
        }
    }

    /**
     * The file is elsewhere.
     *
     * @param target where
     */
    record Moved(URI target) implements Answer {}

    /**
     * It may come if it is asked for once more.
     *
     * @param reason why it did not come, in a few words
     * @param heard whether the host answered
     * @param after how long the host wants to be left alone, if it says so
     */
    record Later(String reason, boolean heard, Optional<Duration> after) implements Answer {}

    /**
     * It does not come.
     *
     * @param reason why, in a few words
     * @param heard whether the host answered
     */
    record Gone(String reason, boolean heard) implements Answer {}

    /** There is no host of this name. */
    record NoHost() implements Answer {
        @Override
        public boolean heard() {
            return false;
        }
    }
}
