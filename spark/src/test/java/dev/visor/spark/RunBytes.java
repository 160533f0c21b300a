package dev.visor.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What must be equal of two runs. */
public final class RunBytes {

    private RunBytes() {}

    /** Returns the system of a run, its results and their pictures, by their names. */
    public static Map<String, String> of(Path run) throws IOException {
        Map<String, String> results = new TreeMap<>();
        results.put("results.json", Files.readString(run.resolve("results.json")));
        results.put(
                "recognizer.safetensors", Arrays.toString(Files.readAllBytes(run.resolve("recognizer.safetensors"))));
        try (Stream<Path> pictures = Files.walk(run.resolve("pictures"))) {
            for (Path picture : pictures.filter(Files::isRegularFile).toList()) {
                results.put(run.relativize(picture).toString(), Arrays.toString(Files.readAllBytes(picture)));
            }
        }
        return results;
    }
}
