package dev.visor.report.captures;

import dev.visor.evaluation.captured.Capture;
import dev.visor.evaluation.captured.CapturedAnswer;
import dev.visor.evaluation.captured.CapturedPicture;
import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.evaluation.captured.CapturedSystem;
import dev.visor.evaluation.captured.PrintedAttack;
import dev.visor.evaluation.captured.RunAttacks;
import dev.visor.face.Identity;
import dev.visor.recognition.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Made-up captures of three people in two lights, half of them with printed accessories. */
public final class SampleCaptures {

    private static final List<Identity> PEOPLE =
            List.of(new Identity("Ada_Lovelace"), new Identity("Bo_Diddley"), new Identity("Cleo"));
    private static final List<String> LIGHTS = List.of("day", "dim");
    private static final int TURNS = 5;

    private SampleCaptures() {}

    /** Returns results of thirty attackers and thirty honest people in front of a system with and without a defense. */
    public static CapturedResults typical() {
        List<CapturedPicture> pictures = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            for (Identity person : PEOPLE) {
                for (String light : LIGHTS) {
                    pictures.add(attack(person, light, turn));
                    pictures.add(honest(person, light, turn));
                }
            }
        }
        return CapturedResults.of(
                new CapturedResults.Site("The entrance", "resnet29", "", RunAttacks.NONE),
                List.of(
                        new CapturedSystem("none", List.of()),
                        new CapturedSystem("recommended", List.of("certified detection"))),
                pictures);
    }

    private static CapturedPicture attack(Identity person, String light, int turn) {
        Identity target = PEOPLE.get((PEOPLE.indexOf(person) + 1) % PEOPLE.size());
        PrintedAttack printed = new PrintedAttack("unaware", turn % 2 == 0 ? "recommended" : "", "E" + turn);
        Capture capture = new Capture(
                "attack/E" + turn + "-" + person.name() + light + "-attacked.png",
                person,
                "eyeglass frame",
                target,
                printed,
                Integer.toString(turn),
                "1 m",
                light);
        CapturedAnswer undefended = seen(turn == 0 ? person : target);
        CapturedAnswer defended =
                turn == 1 ? seen(target) : new CapturedAnswer(Verdict.TAMPERED, target, 0.4, 0.3, false);
        return new CapturedPicture(capture, null, List.of(undefended, defended));
    }

    private static CapturedPicture honest(Identity person, String light, int turn) {
        Capture capture = new Capture(
                "honest/E" + turn + "-" + person.name() + light + "-face.png",
                person,
                "",
                null,
                null,
                Integer.toString(turn),
                "1 m",
                light);
        CapturedAnswer defended = turn == 2 && light.equals("dim")
                ? new CapturedAnswer(Verdict.UNKNOWN, person, 0.4, 0.3, false)
                : seen(person);
        return new CapturedPicture(capture, null, List.of(seen(person), defended));
    }

    private static CapturedAnswer seen(Identity person) {
        return new CapturedAnswer(Verdict.PERSON, person, 0.87, 0.5, false);
    }
}
