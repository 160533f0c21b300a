package dev.visor.cli.serve;

import dev.visor.cli.CommandRun;
import dev.visor.cli.Fixtures;
import dev.visor.face.Face;
import dev.visor.image.PictureCodec;
import dev.visor.store.faces.EmbeddedFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A run that compares embeddings, of three of the five people whose faces are embedded.
 *
 * @param folder of the run
 */
record OpenRun(Path folder) {

    private static final String EXPERIMENT = """
            title: Three people
            seed: 7
            faces: {folder: faces}
            split: {held-out: 0.25}
            system: {kind: embedding, network: resnet29, threshold: {false-match-rate: 0.1}}
            accessories: [eyeglass frame]
            attackers:
              unaware: {kind: gradient, pairs: 1, max-iterations: 1}
            defenses:
              none: []
              glasses: [{kind: certified-detection, families: [glasses], own-heads: false}]
            """;

    /** Makes one. */
    static OpenRun in(Path dir) throws IOException {
        Fixtures.faces(dir.resolve("faces"));
        Path file = Files.writeString(dir.resolve("open.yaml"), EXPERIMENT);
        CommandRun.good("train", file.toString(), "--out", dir.resolve("run").toString());
        return new OpenRun(dir.resolve("run"));
    }

    /** Returns pictures of somebody who is not enrolled. */
    static List<byte[]> stranger() {
        var faces = EmbeddedFaces.johns();
        return faces.of(faces.people().get(3)).stream()
                .map(Face::image)
                .map(PictureCodec::encodePng)
                .toList();
    }
}
