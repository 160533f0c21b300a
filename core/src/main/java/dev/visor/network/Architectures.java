package dev.visor.network;

import dev.visor.setting.Kind;
import dev.visor.setting.Plugin;
import dev.visor.setting.Registry;
import java.util.List;

/** The built-in architectures. A new one needs its own class and its entry in {@link #all}. Thread-safe. */
public final class Architectures implements Plugin {

    /** The face recognition network of dlib, {@code resnet29}; it takes pictures of any size. */
    public static final Architecture RESNET29 = new ResNet29();

    /** The convolutional part of VGG16, {@code vgg16}; it takes sides that are a multiple of 16 from 64 up. */
    public static final Architecture VGG16 = new Vgg16();

    private static final List<Architecture> ALL = List.of(RESNET29, VGG16);

    @Override
    public void register(Registry.Builder kinds) {
        ALL.forEach(architecture -> kinds.add(
                Architecture.class,
                Kind.single(architecture.name(), "the network " + architecture.name(), architecture)));
    }

    /** Returns all of them. */
    public static List<Architecture> all() {
        return ALL;
    }

    /** Returns the names of all of them. */
    public static List<String> names() {
        return ALL.stream().map(Architecture::name).toList();
    }

    /**
     * Returns the one of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Architecture named(String name) {
        return ALL.stream()
                .filter(architecture -> architecture.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("unknown backbone: \"" + name + "\", must be one of " + names()));
    }
}
