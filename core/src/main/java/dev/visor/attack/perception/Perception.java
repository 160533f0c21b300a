package dev.visor.attack.perception;

import dev.visor.attack.alignment.AlignmentJitter;
import dev.visor.attack.alignment.View;
import dev.visor.capture.Capture;
import dev.visor.capture.CaptureSampler;
import dev.visor.capture.CapturedPicture;
import dev.visor.image.Image;
import dev.visor.run.Seed;

/** How a victim perceives somebody with an accessory. Implementations are immutable and thread-safe. */
public interface Perception {

    /** The picture as it is, through its view. */
    Perception EXACT = new Perception() {
        @Override
        public String name() {
            return "picture";
        }

        @Override
        public int draws() {
            return 1;
        }

        @Override
        public Perceived of(Worn worn, Seed draw) {
            return through(worn.view(), worn);
        }
    };

    /** Returns what draws are named after. */
    String name();

    /** Returns how many draws of each picture there are at each step, at least 1. */
    int draws();

    /**
     * Returns what the victim is shown.
     *
     * @param draw decides what happens to it
     */
    Perceived of(Worn worn, Seed draw);

    /** Returns the perception of faces that are aligned differently. */
    static Perception of(AlignmentJitter jitter) {
        return new Perception() {
            @Override
            public String name() {
                return "alignment jitter";
            }

            @Override
            public int draws() {
                return jitter.draws();
            }

            @Override
            public Perceived of(Worn worn, Seed draw) {
                View view = worn.view();
                return through(view.moved(jitter.draw(view.eyes(), draw)), worn);
            }
        };
    }

    /** Returns the perception of accessories that are printed, worn and photographed. */
    static Perception of(CaptureExpectation expectation) {
        CaptureSampler sampler = new CaptureSampler(expectation.captures());
        return new Perception() {
            @Override
            public String name() {
                return "capture";
            }

            @Override
            public int draws() {
                return expectation.draws();
            }

            @Override
            public Perceived of(Worn worn, Seed draw) {
                Capture capture = worn.draw(sampler, draw);
                Worn.Picture picture = worn.picture(draw);
                CapturedPicture taken = worn.under(capture, picture);
                View aligned =
                        picture.view().moved(capture.alignment(picture.view().eyes()));
                return new Perceived(
                        aligned.of(taken.image()),
                        gradient -> taken.pullBack(aligned.pullBack(gradient, taken.image())));
            }
        };
    }

    private static Perceived through(View view, Worn worn) {
        Image picture = worn.image();
        return new Perceived(view.of(picture), gradient -> worn.pullBack(view.pullBack(gradient, picture)));
    }
}
