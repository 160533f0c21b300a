package dev.visor.service.people;

import dev.visor.defense.Cleansed;
import dev.visor.defense.MaskedDecision;
import dev.visor.face.FaceFormat;
import dev.visor.image.Image;
import dev.visor.recognition.Gallery;
import dev.visor.service.decision.GuardedSystem;
import java.util.List;
import java.util.Optional;

/**
 * A system that somebody else closes when it is used no more.
 *
 * @param system that answers
 * @param done is called in place of closing it
 */
record KeptSystem(GuardedSystem system, Runnable done) implements GuardedSystem {

    @Override
    public FaceFormat format() {
        return system.format();
    }

    @Override
    public Gallery gallery() {
        return system.gallery();
    }

    @Override
    public List<String> declared() {
        return system.declared();
    }

    @Override
    public String fingerprint() {
        return system.fingerprint();
    }

    @Override
    public List<MaskedDecision> decide(List<Image> faces) {
        return system.decide(faces);
    }

    @Override
    public Optional<Cleansed> explain(Image face) {
        return system.explain(face);
    }

    @Override
    public void close() {
        done.run();
    }
}
