package dev.visor.store.experiment;

import dev.visor.experiment.SystemSource;
import dev.visor.face.FaceSource;
import dev.visor.face.detection.FaceDetectorSource;
import dev.visor.setting.Kind;
import dev.visor.setting.Plugin;
import dev.visor.setting.Registry;
import dev.visor.store.faces.detection.EmbeddedDetector;
import dev.visor.store.faces.detection.YuNetFile;

/** Registers the sources of faces and of systems under test that come with Visor. */
public final class Sources implements Plugin {

    @Override
    public void register(Registry.Builder kinds) {
        kinds.add(FaceSource.class, Kind.single("embedded", "55 pictures of five people", EmbeddedFaceSource.JOHNS));
        kinds.add(FaceSource.class, Kind.of("folder", "a folder of aligned faces", FolderFaceSource.SETTINGS));
        kinds.add(
                FaceDetectorSource.class,
                Kind.single("embedded", "BlazeFace and MTCNN's output network", EmbeddedDetector.EMBEDDED));
        kinds.add(
                FaceDetectorSource.class, Kind.of("yunet", "YuNet of an ONNX file, run by OpenCV", YuNetFile.SETTINGS));
        kinds.add(
                SystemSource.class,
                Kind.of("trained-head", "a head that is trained on a frozen network", TrainedHeadSource.SETTINGS));
        kinds.add(
                SystemSource.class,
                Kind.of(
                        "embedding",
                        "an open set: embeddings of a frozen network, templates and a threshold",
                        EmbeddingSource.SETTINGS));
        kinds.add(
                SystemSource.class,
                Kind.of("service", "a recognition service behind HTTP, a black box", ServiceSource.SETTINGS));
    }
}
