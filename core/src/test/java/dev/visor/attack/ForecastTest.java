package dev.visor.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.attack.AttackLoop.Question;
import dev.visor.image.Image;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What attacks whose lengths are known in advance are thought to take still, after each question. */
class ForecastTest {

    private static final int BATCH = 8;

    /** What was reported after a question. */
    private record Report(double spent, double left) {}

    /** Asks a fixed number of questions. */
    private static final class Fixed extends Search<Scores> {

        private final int questions;
        private final int most;
        private final boolean early;
        private final double usual;
        private int left;

        Fixed(Start start, int questions, int most, boolean early, double usual) {
            super(start);
            this.usual = usual;
            this.questions = questions;
            this.left = questions;
            this.most = most;
            this.early = early;
        }

        @Override
        protected List<Image> pictures() {
            return start().pictures();
        }

        @Override
        protected OptionalLong mostLeft() {
            return OptionalLong.of(early ? most - (questions - left) : left);
        }

        @Override
        protected double usual() {
            return usual;
        }

        @Override
        protected boolean mayEndEarly() {
            return early;
        }

        @Override
        protected void observe(List<Scores> answers) {
            keep(Iterate.of(task(), Loss.MARGIN, 0.9, pictures(), answers, 0));
            left--;
        }

        @Override
        protected boolean isFinished() {
            return left == 0;
        }
    }

    private static List<Report> reports(List<Integer> lengths, int most, boolean early) {
        return reports(lengths, most, early, 25);
    }

    private static List<Report> reports(List<Integer> lengths, int most, boolean early, double usual) {
        Recognizer victim = Attackers.victim();
        AttackTask any = Attackers.tasks(1, Attackers.SIZE).get(0);
        List<AttackTask> tasks = IntStream.range(0, lengths.size())
                .mapToObj(i -> new AttackTask("task " + i, any.faces(), any.goal()))
                .toList();
        List<Report> reports = new ArrayList<>();
        Progress progress = (label, total) -> new Progress.Task() {
            @Override
            public void done(long done) {}

            @Override
            public void effort(double spent, double left) {
                reports.add(new Report(spent, left));
            }
        };
        Iterator<Integer> next = lengths.iterator();
        new AttackLoop<Scores>(
                        List.of(GradientAttackConfig.YELLOW),
                        Loss.MARGIN,
                        BATCH,
                        start -> new Fixed(start, next.next(), most, early, usual),
                        questions -> victim.identify(Question.pictures(questions)))
                .run(
                        tasks,
                        EyeglassFrame.DEFAULT,
                        victim,
                        RunContext.of(1).withProgress(progress),
                        (task, examples) -> {});
        assertThat(reports.get(reports.size() - 1)).isEqualTo(new Report(sum(lengths), 0));
        return reports;
    }

    private static int sum(List<Integer> lengths) {
        return lengths.stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns by what factor what was thought to be left is off after a share of all questions. */
    private static double error(List<Report> reports, double share) {
        double all = reports.get(reports.size() - 1).spent;
        Report report = reports.stream()
                .filter(one -> one.spent >= share * all)
                .findFirst()
                .orElseThrow();
        double ratio = report.left / (all - report.spent);
        return Math.max(ratio, 1 / ratio);
    }

    @Test
    void attacksThatDoNotEndEarlyAreKnownFromTheFirstQuestionOn() {
        List<Report> reports = reports(Collections.nCopies(12, 20), 20, false);
        assertThat(reports)
                .allSatisfy(report -> assertThat(report.spent + report.left).isEqualTo(240));
    }

    @Test
    void attacksThatEndEarlyAreJudgedByThoseThatHaveEnded() {
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            lengths.add(10 + 7 * i % 31);
        }
        List<Report> reports = reports(lengths, 300, true);
        for (double share : List.of(0.25, 0.5, 0.75)) {
            assertThat(error(reports, share)).as("%s", share).isLessThan(1.5);
        }
    }

    /** Queries are many, and most attacks use all of them: the first estimate is not that of a gradient attack. */
    @Test
    void attacksThatAskMostOfTheirQueriesAreEstimatedFromTheBeginning() {
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            lengths.add(i % 4 == 3 ? 100 : 200);
        }
        List<Report> reports = reports(lengths, 200, true, 0.87 * 200);
        for (double share : List.of(0.005, 0.05, 0.25, 0.5, 0.75)) {
            assertThat(error(reports, share)).as("%s", share).isLessThan(1.35);
        }
    }

    /** As in the demo, a seventh never reaches its goal. */
    @Test
    void attacksThatNeverEndEarlyAreNoticed() {
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            lengths.add(i % 7 == 6 ? 120 : 8 + 5 * i % 23);
        }
        List<Report> reports = reports(lengths, 120, true);
        for (double share : List.of(0.25, 0.5, 0.75)) {
            assertThat(error(reports, share)).as("%s", share).isLessThan(1.5);
        }
    }
}
