package dev.visor.api;

import dev.visor.attack.AdversarialExample;
import dev.visor.image.Image;

/**
 * An attack of a run that was made again, beside what the run kept of it.
 *
 * @param id what the attack is called
 * @param attacker the name of the attacker
 * @param accessory the name of the accessory
 * @param defense the name of the defense that was attacked
 * @param changedPixels how many pixels of the adversarial picture differ
 * @param scoreDifference the largest difference of two logits of it
 * @param sameCourse whether it took as many iterations and reached its goal or not as before
 */
public record RerunAttack(
        String id,
        String attacker,
        String accessory,
        String defense,
        int changedPixels,
        double scoreDifference,
        boolean sameCourse) {

    static RerunAttack of(
            String attacker, String accessory, String defense, AdversarialExample kept, AdversarialExample again) {
        return new RerunAttack(
                kept.id(),
                attacker,
                accessory,
                defense,
                changedPixels(kept.image(), again.image()),
                difference(kept.scores().logits(), again.scores().logits()),
                kept.iterations() == again.iterations()
                        && kept.reached() == again.reached()
                        && kept.firstSuccess().equals(again.firstSuccess()));
    }

    /** Returns whether nothing differs, to the last bit. */
    public boolean isEqual() {
        return changedPixels == 0 && scoreDifference == 0 && sameCourse;
    }

    private static int changedPixels(Image one, Image other) {
        byte[] a = one.toRgb8();
        byte[] b = other.toRgb8();
        int changed = 0;
        for (int i = 0; i < a.length; i += Image.CHANNELS) {
            if (a[i] != b[i] || a[i + 1] != b[i + 1] || a[i + 2] != b[i + 2]) {
                changed++;
            }
        }
        return changed;
    }

    private static double difference(float[] one, float[] other) {
        double most = 0;
        for (int i = 0; i < one.length; i++) {
            most = Math.max(most, Math.abs((double) one[i] - other[i]));
        }
        return most;
    }
}
