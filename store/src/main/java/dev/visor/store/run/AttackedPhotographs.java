package dev.visor.store.run;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.alignment.AttackedPart;
import dev.visor.attack.alignment.Realignment;
import dev.visor.face.AlignedFace;
import dev.visor.face.FaceFinder;
import dev.visor.face.PhotographPart;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Attacked photographs of a folder of attacks: for each attack the whole photograph, and the crop of the face that is found
 * in it anew. What finds faces is opened when it is first needed, once. Used by one thread.
 */
final class AttackedPhotographs implements AutoCloseable {

    private final Map<FaceFinder, FaceFinder.Opened> finders = new HashMap<>();

    /**
     * Adds the photograph of an attack and the face that is found in it; nothing if there is no photograph.
     *
     * @param files takes the PNG files, by their names
     * @return how the face was aligned; null if there is no photograph
     */
    @Nullable
    Realignment add(AdversarialExample example, Map<String, byte[]> files) throws IOException {
        AttackedPart attacked = example.part();
        PhotographPart part = example.face().photograph();
        if (attacked == null || part == null) {
            return null;
        }
        Image whole = part.place(part.origin().read(), attacked.image(), attacked.region());
        files.put(PictureNames.photograph(example.id()), PictureCodec.encodePng(whole));
        Optional<AlignedFace> again = opened(part.origin().finder()).align(whole);
        if (again.isEmpty()) {
            return new Realignment(null);
        }
        files.put(
                PictureNames.found(example.id()),
                PictureCodec.encodePng(again.get().image()));
        return new Realignment(
                part.photographToCrop().inverse().then(again.get().toCrop()));
    }

    private FaceFinder.Opened opened(FaceFinder finder) throws IOException {
        FaceFinder.Opened known = finders.get(finder);
        if (known == null) {
            known = finder.open();
            finders.put(finder, known);
        }
        return known;
    }

    @Override
    public void close() {
        finders.values().forEach(FaceFinder.Opened::close);
        finders.clear();
    }
}
