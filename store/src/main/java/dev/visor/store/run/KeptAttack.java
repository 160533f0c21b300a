package dev.visor.store.run;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.alignment.Realignment;
import dev.visor.evaluation.AttackRecord;
import dev.visor.recognition.Scores;
import dev.visor.store.file.Sha256;
import dev.visor.store.file.TarPack;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the journal of a folder says of an attack.
 *
 * @param attack its record
 * @param clean the victim's logits of the face
 * @param start the same of the face with the plain accessory
 * @param attacked the same of the adversarial picture
 * @param files the SHA-256 of its pictures, by their names
 * @param photograph how its face was aligned anew; null if it is of no photograph
 * @param pack where its pictures lie; null if they are files
 */
record KeptAttack(
        AttackRecord attack,
        List<Float> clean,
        List<Float> start,
        List<Float> attacked,
        SortedMap<String, String> files,
        @Nullable Realignment photograph,
        TarPack.@Nullable Place pack) {

    static KeptAttack of(
            AdversarialExample example, SortedMap<String, byte[]> pictures, @Nullable Realignment photograph) {
        SortedMap<String, String> sums = new TreeMap<>();
        pictures.forEach((name, png) -> sums.put(name, Sha256.of(png)));
        return new KeptAttack(
                AttackRecord.of(example),
                logits(example.cleanScores()),
                logits(example.startScores()),
                logits(example.scores()),
                sums,
                photograph,
                null);
    }

    private static List<Float> logits(Scores scores) {
        float[] logits = scores.logits();
        return IntStream.range(0, logits.length).mapToObj(i -> logits[i]).toList();
    }

    /** Returns the same attack with its pictures elsewhere. */
    KeptAttack at(TarPack.@Nullable Place place) {
        return new KeptAttack(attack, clean, start, attacked, files, photograph, place);
    }

    /** Returns whether these are the bytes of the picture that the attack wrote. */
    boolean wrote(String name, byte[] png) {
        return Sha256.of(png).equals(files.get(name));
    }
}
