package dev.visor.store.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.store.file.DamagedFileException;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files were written by h5py 3.16 and packed with gzip. */
class HdfValuesTest {

    /** A dataset d of 4x4 floats that was made but never written. */
    private static final String NEVER_WRITTEN =
            "H4sIAAAAAAACA+v0cHHj5ZLiYgABDg4GFgYBBmTwHwoqWFH5MPkEKM0IpTug9AommDgjWE4CKi4INR9dXUiQqytI9X80ALPH"
                    + "gAVCczCMgpEIPFwdA0B0BJQPS6UnmFDVpaClRw8K7WVkYIWYxQjja0BoJogANFnipJmBKR+kUlBBHiqmwCDOwSBeD5VnBaZo"
                    + "kDwTE8RADmhOYWaE5QAHNBdVDGg8BPv5u4ByNCwfKjCPpk1yAACrQ9bDeAUAAA==";

    /** The same in chunks of 2x2, with the fill value 7. */
    private static final String NEVER_WRITTEN_IN_CHUNKS =
            "H4sIAAAAAAACA+v0cHHj5ZLiYgABDg4GFgYBBmTwHwoqWFH5MPkEKM0IpTug9AommDgjWE4CKi4INR9dXUiQqytI9X80ALPH"
                    + "gAVCczCMgpEIPFwdA0B0BJQPS6UnmFDVpaClRw8K7WVkYIOYxQjja0BoJogANFnipJmBKR+kUlBBHiqmwCDOwSBeD5VnBfoE"
                    + "JM/EzMQIkX/gANHPARaHiXFAcxAzEzMsa4B8zoSwKoEu8RDs5+8CytGwfKjAPJo2yQEAQZisR3gFAAA=";

    /** The same with one of four chunks written, in the format of HDF5 1.6. */
    private static final String PARTLY_WRITTEN =
            "H4sIAAAAAAACA+v0cHHj5ZLiYgABDg4GFgYBBmTwHwoO8KPyYfIJUJoRSndA6RVMMHFGsJwEVFwQaj66upAgV1eQ6v9oAGaP"
                    + "AQuE5mAYBSMReLg6BoDoCCgflkpPMKGqS0FLjx4U2svIwAoxixHG14DQTBABaLLESTMDUz5IpaCCPFRMgUGcg0G8HirPCkzR"
                    + "IHkmZoiBHNCcwszEXMEKUcIExVAjKwY0HoL9/F1AORqWDxWYR9MmOQBU3jFiKe8ECOjbwI/KZ0KjWUaDdhSMglEwCkbBKBgF"
                    + "o2CYgQUOyBgADE1dCsAPAAA=";

    /** The same in the latest format. */
    private static final String PARTLY_WRITTEN_LATER =
            "H4sIAAAAAAACA+v0cHHj5ZLiYubgYICB/1AgABUygIo/jptT5u/hEsTEUMEkhKwQBriYGBgZGNh4GIAUY8pmmHkeDFQDUr8P"
                    + "GIOdALSAUYWBgYmJkZEFKoeLZhZhYBRUkIfyFRjEORjE64EsVqBrmbk5gD5hYWJgZmRiYmHm2s8I1bSAYdCD/vtpfG6OHi4M"
                    + "DBxcML/ehrpf4vrO9W6OLk4MDHAfcaBGLjpQ+SrxiGEUjIJRMApGwcgBCxyQMQCrtYhUEAgAAA==";

    /** A dataset of 5x6 floats, 0 to 29, in chunks of 2x3, packed by shuffle and gzip, with Fletcher checksums. */
    private static final String WITH_CHECKSUMS =
            "H4sIAAAAAAACA+v0cHHj5ZLiYgABDg4GFgYBBmTwHwo8BFD5MPkEKM0IpTug9AommDgjWE4CKi4INR9dXUiQqytI9X80ALPH"
                    + "gAVCczCMgpEIPFwdA0B0BJQPS6UnmFDVpaClRw8K7WVkYIOYxQjja0BoJogAK1QdG5RG5zMDUz5IpaCCPAMkCSswiHMwiNfD"
                    + "1XOA5ZmYIQZyMwSA+YzMEHkmsDwjQ3FGaVpaTirUDJA7IOIpqWk5iSUIcWZoyADVliRnpBYZG8HyDSQHMjMxV7DCjAYpZ4Bp"
                    + "VSAqPIL9/F0YwbZDdTGPpk1yAKi8A6Ut9PJOmoC+DfwQGl0dejSchqqDlbtMOMx7hkMdunn/oOokoXwWHOaJCWBXh26ePmo1"
                    + "g5Rf8Js/CkbBKBgFo2AUjIJRMNJARVxyggMTLw+7nIHBDWsLCwsmBnER5sQ1slp/wVIM7W2sTFxsfHx8fX19DGL/mF0mzdfY"
                    + "DJVqaOE0FrNoYmSQPcti/3arijJYvKGprU9UugwkrvqWlf/8mtbbEHFmdT0GT3d3dwVOBtn5zDJyOxWXQCSk+eNgEgrbmVO4"
                    + "EnO1Ab4QNg5IEAAA";

    /** A dataset of 5x3 halves, 0 to 14, in chunks of 1x3 that are not packed, with Fletcher checksums. */
    private static final String WITH_PLAIN_CHECKSUMS =
            "H4sIAAAAAAACA+v0cHHj5ZLiYgABDg4GFgYBBmTwHwoe8aPyYfIJUJoRSndA6RVMMHFGsJwEVFwQaj66upAgV1eQ6v9oAGaP"
                    + "AQuE5mAYBSMReLg6BoDoCCgflkpPMKGqS0FLjx4U2svIwAYxixHG14DQTBABVqg6ZiiNzmcGpnyQSkEFfgYmqMu5WBm4+OHq"
                    + "OcDyTMwQA7kZFMB8RkaYfohP03JSS5IzUouMjWD5AJKjmJmYK1gRXgZZCw2RAJrEQ7CfvwsoR8PyoQLzaNokB4DKO0Zg7KOX"
                    + "d1wE9G2AJhwutHSODnahqWPCoe4Imjpc0XkOTR0LDnU3+FH56PmBaTTqR8EoGAWjYBSMglEwCkgFNgwONQw7GBicGFwYXE8z"
                    + "TGZkcGNwZ/C4yrCCscGDwbPB8zbDVkYGrwYvBu/7DfsYAXNxju/iDwAA";

    @TempDir
    Path folder;

    @Test
    void saysThatADatasetWasNeverWritten() throws IOException {
        assertBad(unpack(NEVER_WRITTEN), "d was never written, it has a shape but no values");
        assertBad(unpack(NEVER_WRITTEN_IN_CHUNKS), "d was never written, it has a shape but no values");
        assertBad(unpack(PARTLY_WRITTEN), "d was not written whole, a part has no values");
        assertBad(unpack(PARTLY_WRITTEN_LATER), "d was not written whole, a part has no values");
    }

    @Test
    void readsADatasetWithChecksums() throws IOException {
        float[] packed = read(unpack(WITH_CHECKSUMS));
        assertThat(packed).hasSize(30);
        assertThat(packed[29]).isEqualTo(29);
        float[] plain = read(unpack(WITH_PLAIN_CHECKSUMS));
        assertThat(plain).hasSize(15);
        assertThat(plain[14]).isEqualTo(14);
    }

    /** The chunk holds the halves 9, 10 and 11. */
    @Test
    void refusesAChunkThatItsChecksumDoesNotFit() throws IOException {
        byte[] file = unpack(WITH_PLAIN_CHECKSUMS);
        int chunk = indexOf(file, new byte[] {(byte) 0x80, 0x48, 0, 0x49, (byte) 0x80, 0x49});
        for (int i = 0; i < 10; i++) {
            byte[] flipped = file.clone();
            flipped[chunk + i] ^= 1;
            assertBad(flipped, "d has another checksum than the file says, it is damaged");
        }
    }

    private static int indexOf(byte[] file, byte[] part) {
        for (int at = 0; at + part.length <= file.length; at++) {
            if (Arrays.equals(file, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }

    private void assertBad(byte[] file, String reason) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(DamagedFileException.class)
                .hasMessage("weights.h5: " + reason);
    }

    private float[] read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("weights.h5"), bytes);
        try (HdfFile hdf = new HdfFile(file)) {
            return HdfValues.read("weights.h5", (Dataset) hdf.getChild("d"));
        }
    }

    private static byte[] unpack(String text) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text))).readAllBytes();
    }
}
