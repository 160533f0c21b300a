package dev.visor.cli;

import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which saliency mask is used. */
final class DefenseOptions {

    @Option(
            names = "--defense",
            paramLabel = "NAME",
            defaultValue = "RECOMMENDED",
            description = "Settings of the defense: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private SaliencyMaskPreset preset = SaliencyMaskPreset.RECOMMENDED;

    @Mixin
    private SaliencyMaskOptions settings = new SaliencyMaskOptions();

    /** Returns the settings for pictures of a width. */
    SaliencyMaskConfig config(RunFolder folder, int width) throws IOException {
        return settings.change(preset.config(folder), width);
    }
}
