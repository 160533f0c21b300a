package dev.visor.attack.blackbox;

import dev.visor.attack.Iterate;
import dev.visor.attack.Search;
import dev.visor.attack.Start;
import dev.visor.face.Face;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import dev.visor.run.Seed;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One task of the {@link EvolutionaryAttack}. Not thread-safe. */
final class EvolutionarySearch extends Search<Decision> {

    private static final double FIRST_BIAS = 0.05;
    private static final double LEAST_SHARE = 0.05;
    private static final double BISECTED = 1.0 / 32;
    private static final int TRIALS = 20;
    private static final double WANTED_SUCCESS = 0.2;
    private static final int RANDOM_COLORS = 8;

    /** Below no share that was asked about. */
    private static final double NOT_ASKED = -1;

    private final EvolutionaryAttackConfig config;
    private final Optional<float[]> first;
    private final SplittableRandom random;
    private final Mutation mutation;
    private @Nullable Candidate best;
    private Candidate asked;
    private List<Image> pictures;
    private Phase phase;
    private int donor;
    private double below;
    private int count;
    private double bias = FIRST_BIAS;
    private int trials;
    private int kept;
    private boolean finished;

    /** What the current pictures are asked about for. */
    private enum Phase {
        /** Whether the plain accessory has the goal. */
        PLAIN,
        /** Whether a donor has the goal. */
        DONOR,
        /** How small the share of a donor can be. */
        BISECTION,
        /** Whether a mutation has the goal. */
        MUTATION,
        /** What the victim answers to the last texture. */
        END
    }

    /**
     * Begins with the plain accessory.
     *
     * @param first the texture to begin with; the donors' own colors without one
     * @param seed of the run
     */
    EvolutionarySearch(Start start, EvolutionaryAttackConfig config, Optional<float[]> first, Seed seed) {
        super(start);
        this.config = config;
        this.first = first;
        this.random = seed.derive("evolutionary attack " + task().id()).random();
        this.mutation = new Mutation(start.accessory().region(), config.cell(), config.sigma(), config.selected());
        this.pictures = start.pictures();
        this.phase = Phase.PLAIN;
        float[] plain = start.accessory().plainTexture(start.colors().get(0));
        this.asked = new Candidate(task().faces().get(0).image(), plain, 0);
        // The loop has asked already, but for scores: what a defense decides is asked where it matters.
        if (!start.scores().stream().allMatch(task().goal()::holds)) {
            next(Phase.DONOR);
        }
    }

    @Override
    protected List<Image> pictures() {
        return pictures;
    }

    @Override
    protected boolean isFinished() {
        return finished;
    }

    @Override
    protected OptionalLong mostLeft() {
        return OptionalLong.of(finished ? 0 : config.changes() - count);
    }

    @Override
    protected double usual() {
        return config.expectedSteps();
    }

    @Override
    protected void observe(List<Decision> decisions) {
        int iteration = phase == Phase.PLAIN ? 0 : count + 1;
        count++;
        boolean holds = decisions.stream().allMatch(this::holds);
        if (asked.isAllowed()) {
            for (int i = 0; i < decisions.size(); i++) {
                if (holds(decisions.get(i))) {
                    noteSuccess(i, iteration);
                }
            }
            if (holds || phase == Phase.END) {
                end(decisions.stream().map(Decision::scores).toList(), holds, iteration);
                return;
            }
        }
        next(after(holds));
    }

    private boolean holds(Decision decision) {
        return decision.verdict() == Verdict.PERSON && task().goal().holds(decision.scores());
    }

    private void end(List<Scores> scores, boolean holds, int iteration) {
        keep(new Iterate(pictures, scores, iteration, holds, 0));
        finished = true;
    }

    /** Takes the answer to the current pictures; returns what to ask for next. */
    private Phase after(boolean holds) {
        return switch (phase) {
            case PLAIN, END -> Phase.DONOR;
            case DONOR -> {
                donor++;
                if (!holds) {
                    yield begun();
                }
                best = asked;
                below = NOT_ASKED;
                yield Phase.BISECTION;
            }
            case BISECTION -> {
                if (holds) {
                    best = asked;
                } else {
                    below = asked.share();
                }
                yield share() - below > BISECTED ? Phase.BISECTION : begun();
            }
            case MUTATION -> {
                adapt(holds);
                yield Phase.MUTATION;
            }
        };
    }

    /** Returns what follows a donor: the next one, or mutations when there are no more and one had the goal. */
    private Phase begun() {
        boolean more = donor < Math.min(config.donors(), task().donors().size());
        return more || best == null ? Phase.DONOR : Phase.MUTATION;
    }

    private void adapt(boolean holds) {
        trials++;
        if (holds) {
            best = asked;
            kept++;
            mutation.keepLast();
        }
        if (trials == TRIALS) {
            bias = Math.min(1, bias * Math.exp((double) kept / trials - WANTED_SUCCESS));
            trials = 0;
            kept = 0;
        }
    }

    private double share() {
        return best == null ? 1 : best.share();
    }

    private void next(Phase wanted) {
        if (count == config.changes()) {
            // Only the plain accessory has been asked about.
            end(start().scores(), false, 0);
            return;
        }
        phase = count + 1 == config.changes() ? Phase.END : wanted;
        asked = candidate();
        pictures = task().faces().stream().map(face -> render(face, asked)).toList();
    }

    private Candidate candidate() {
        if (phase == Phase.END) {
            return best == null ? begin(0) : best.at(0);
        }
        if (phase == Phase.DONOR || best == null) {
            return begin(share());
        }
        if (phase == Phase.BISECTION) {
            // The first question is the one that may end it all.
            return best.at(below == NOT_ASKED ? 0 : (below + share()) / 2);
        }
        double share = Math.max(0, share() - bias * Math.max(share(), LEAST_SHARE));
        return best.with(mutation.mutate(best.texture(), random), share);
    }

    /** Returns the donor whose turn it is, with the first colors. */
    private Candidate begin(double share) {
        Image donor = donor();
        return new Candidate(donor, first.orElseGet(donor::values), share);
    }

    private Image render(Face face, Candidate candidate) {
        return start().accessory().render(candidate.blend(face), candidate.texture());
    }

    /** Returns the donor whose turn it is: after those of the task random ones. */
    private Image donor() {
        int donors = Math.min(config.donors(), task().donors().size());
        return donor < donors ? task().donors().get(donor) : randomDonor();
    }

    private Image randomDonor() {
        Image face = task().faces().get(0).image();
        Color[] colors = new Color[RANDOM_COLORS * RANDOM_COLORS];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = Color.rgb8(random.nextInt(256), random.nextInt(256), random.nextInt(256));
        }
        int plane = face.width() * face.height();
        float[] values = new float[Image.CHANNELS * plane];
        for (int i = 0; i < values.length; i++) {
            int row = i % plane / face.width() * RANDOM_COLORS / face.height();
            int column = i % plane % face.width() * RANDOM_COLORS / face.width();
            values[i] = colors[row * RANDOM_COLORS + column].component(i / plane);
        }
        return Image.of(face.width(), face.height(), values);
    }
}
