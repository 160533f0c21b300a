package dev.visor.store.faces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.store.file.Sha256;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmbeddedFacesTest {

    @Test
    void thereAre11AlignedFacesOfEachOf5People() {
        FaceSet johns = EmbeddedFaces.johns();
        assertThat(johns.faces()).hasSize(55);
        assertThat(johns.people())
                .extracting(Identity::name)
                .containsExactly("John_Salley", "John_Savage", "John_Schneider", "John_Shimkus", "John_Simm");
        johns.people().forEach(person -> assertThat(johns.of(person)).hasSize(11));
        assertThat(johns.width()).isEqualTo(150);
        assertThat(johns.height()).isEqualTo(150);
        assertThat(johns.alignment()).isEqualTo(Alignment.DLIB);
    }

    @Test
    void onePictureIsThereTwiceAsInTheSource() {
        FaceSet johns = EmbeddedFaces.johns();
        Map<Image, List<String>> ids = johns.faces().stream()
                .collect(Collectors.groupingBy(
                        Face::image, Collectors.mapping(Face::id, Collectors.toUnmodifiableList())));
        assertThat(ids.values().stream().filter(same -> same.size() > 1))
                .containsExactly(List.of("John_Shimkus/000378_02340151.jpg", "John_Shimkus/000378_03227610.jpg"));
    }

    @Test
    void theIndexNamesTheFilesThatAreThere() throws IOException, URISyntaxException {
        URL index = Objects.requireNonNull(EmbeddedFaces.class.getResource("johns/index.txt"));
        Path folder = Objects.requireNonNull(Path.of(index.toURI()).getParent());
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> there = files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !file.equals("index.txt"))
                    .sorted()
                    .toList();
            assertThat(EmbeddedFaces.ids()).isEqualTo(there);
        }
    }

    @Test
    void thePicturesAreThoseThatTheNoticeNames() {
        String listing = EmbeddedFaces.ids().stream()
                .map(id -> Sha256.of(EmbeddedFaces.read(id)) + "  " + id + "\n")
                .collect(Collectors.joining());
        assertThat(Sha256.of(listing.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("d40e5be6430f3d6102f04168d1d075d5a25c46e6eb0285dd61556959f676e606");
    }
}
