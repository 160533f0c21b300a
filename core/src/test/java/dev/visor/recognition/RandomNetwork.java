package dev.visor.recognition;

import dev.visor.face.Alignment;
import dev.visor.image.Image;
import dev.visor.network.Preprocessing;
import dev.visor.torch.Engine;
import java.util.List;

/** Networks with drawn weights, each of which computes in a way of its own. */
enum RandomNetwork {
    RESNET29(150) {
        @Override
        RandomSystem start(Engine engine) {
            return RandomSystem.start(engine, Alignment.DLIB, 150, 150);
        }
    },
    RESNET29_SAMPLED(112) {
        @Override
        RandomSystem start(Engine engine) {
            return RandomSystem.start(engine, Alignment.ARCFACE, 112, 112);
        }
    },
    VGG16(64) {
        @Override
        RandomSystem start(Engine engine) {
            return RandomSystem.startVgg16(engine, Preprocessing.TORCHVISION, 64, 64);
        }
    };

    /** Drawn pictures of its size. */
    final List<Image> pictures;

    RandomNetwork(int side) {
        pictures = RandomSystem.pictures(23, 40, side, side);
    }

    /** Starts it on an engine, which is closed with it. */
    abstract RandomSystem start(Engine engine);
}
