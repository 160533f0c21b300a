package dev.visor.store.weights;

import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.ReadableFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The formats of weights, recognized by the first bytes of a file and not by its name. */
enum WeightsFormat {
    KERAS(new KerasWeights()),
    MATCONVNET(new MatConvNetWeights()),
    TORCH(new TorchWeights()),
    SAFETENSORS(new SafeTensorsWeights());

    private static final int BEGIN = 32;
    private static final String HDF5 = "\u0089HDF\r\n\u001a\n";
    private static final String MATLAB = "MATLAB 5.0 MAT-file";
    private static final String LATER_MATLAB = "MATLAB 7.3 MAT-file";
    private static final String ZIP = "PK\u0003\u0004";
    private static final String PICKLE = "\u0080";
    private static final int HEADER_LENGTH = Long.BYTES;

    private final WeightsReader reader;

    WeightsFormat(WeightsReader reader) {
        this.reader = reader;
    }

    /** {@return what reads the format} */
    WeightsReader reader() {
        return reader;
    }

    /**
     * {@return the format of a file}
     *
     * @throws DamagedFileException if it is none of them
     * @throws IOException with one line if there is no such file or it cannot be read
     */
    static WeightsFormat of(Path file) throws IOException {
        ReadableFile.check(file, file.toString());
        String begin;
        try (InputStream in = Files.newInputStream(file)) {
            begin = new String(in.readNBytes(BEGIN), StandardCharsets.ISO_8859_1);
        }
        if (begin.startsWith(HDF5)) {
            return KERAS;
        }
        if (begin.startsWith(MATLAB)) {
            return MATCONVNET;
        }
        if (begin.startsWith(ZIP)) {
            return TORCH;
        }
        if (begin.length() > HEADER_LENGTH && begin.charAt(HEADER_LENGTH) == '{') {
            return SAFETENSORS;
        }
        throw new DamagedFileException(file.toString(), reason(begin));
    }

    private static String reason(String begin) {
        if (begin.startsWith(LATER_MATLAB)) {
            return "is a MATLAB 7.3 file, must be saved with -v7";
        }
        if (begin.startsWith(PICKLE)) {
            return "is a file of torch.save from before torch 1.6, must be saved again by a later one, which writes a zip";
        }
        return "is no file of weights that is known, must be Keras HDF5, MatConvNet, PyTorch or safetensors";
    }
}
