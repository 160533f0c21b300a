package dev.visor.attack.blackbox;

import dev.visor.face.Face;
import dev.visor.image.Image;

/**
 * What the victim is asked about: an accessory on a face of which a share is replaced by a donor. Immutable and
 * thread-safe, as nobody changes the texture.
 */
final class Candidate {

    private final Image donor;
    private final float[] texture;
    private final double share;

    /**
     * Makes a candidate.
     *
     * @param texture CHW, is not copied
     * @param share of the donor outside the accessory, in [0, 1]
     */
    Candidate(Image donor, float[] texture, double share) {
        this.donor = donor;
        this.texture = texture;
        this.share = share;
    }

    float[] texture() {
        return texture;
    }

    double share() {
        return share;
    }

    Candidate at(double newShare) {
        return new Candidate(donor, texture, newShare);
    }

    Candidate with(float[] newTexture, double newShare) {
        return new Candidate(donor, newTexture, newShare);
    }

    /** Returns whether nothing but the accessory differs from the attacker's face. */
    boolean isAllowed() {
        return share == 0;
    }

    /** Returns the face with its share of the donor, without the accessory. */
    Image blend(Face face) {
        if (share == 0) {
            return face.image();
        }
        float[] values = face.image().values();
        float[] other = donor.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((1 - share) * values[i] + share * other[i]);
        }
        return Image.of(face.image().width(), face.image().height(), values);
    }
}
