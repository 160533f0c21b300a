package dev.visor.service.studio;

import dev.visor.face.Face;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.saliency.SaliencyMap;
import dev.visor.saliency.SaliencyMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A face that somebody looks at. Its saliency map is computed once, when it is first asked for. Thread-safe. */
final class StudioPicture {

    private final String id;
    private final OpenRun run;
    private final Face face;
    private @Nullable SaliencyMap map;

    StudioPicture(String id, OpenRun run, Face face) {
        this.id = id;
        this.run = run;
        this.face = face;
    }

    String id() {
        return id;
    }

    OpenRun run() {
        return run;
    }

    Face face() {
        return face;
    }

    synchronized SaliencyMap map(SaliencyMethod method, WhiteBoxRecognizer recognizer) {
        SaliencyMap known = map;
        if (known == null) {
            known = method.maps(List.of(face.image()), recognizer).get(0);
            map = known;
        }
        return known;
    }
}
