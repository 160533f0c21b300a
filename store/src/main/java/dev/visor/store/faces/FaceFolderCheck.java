package dev.visor.store.faces;

import dev.visor.face.Alignment;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.image.PictureException;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.store.faces.FaceFolderListing.Candidate;
import dev.visor.store.faces.FaceFolderReport.Person;
import dev.visor.store.faces.FaceFolderReport.Size;
import dev.visor.store.faces.FaceFolderReport.Twins;
import dev.visor.store.file.Pictures;
import dev.visor.store.file.ReadableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks through a folder of faces before it is used. Only one picture is in memory at a time. Thread-safe. */
public final class FaceFolderCheck {

    private FaceFolderCheck() {}

    /**
     * Reads all pictures of a folder and reports on them. Changes nothing.
     *
     * @param alignment the template that all pictures were aligned to; if null, the size of a picture says which it is
     * @throws FaceFolderException if there is no such folder
     * @throws IOException if the folder cannot be listed
     * @throws dev.visor.run.CancelledException if the run is not wanted any more
     */
    public static FaceFolderReport check(Path folder, @Nullable Alignment alignment, RunContext run)
            throws IOException {
        FaceFolderListing listing = FaceFolderListing.of(folder);
        List<SeenPicture> pictures = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        Placement placement;
        try (PlacementCheck placing = new PlacementCheck(alignment);
                Progress.Task task = run.begin("pictures", listing.files().size())) {
            for (int i = 0; i < listing.files().size(); i++) {
                run.checkpoint();
                look(listing.files().get(i), pictures, unreadable, placing);
                task.done(i + 1);
            }
            placement = placing.placement();
        }
        List<List<SeenPicture>> same = groups(pictures);
        return new FaceFolderReport(
                folder.toString(),
                people(listing, pictures),
                sizes(pictures),
                same.stream()
                        .flatMap(group -> ofOne(group).stream())
                        .map(FaceFolderCheck::twins)
                        .toList(),
                same.stream()
                        .filter(group -> byPerson(group).size() > 1)
                        .map(FaceFolderCheck::twins)
                        .toList(),
                unreadable,
                listing.leftOut(),
                placement,
                new TrainingRule(listing.people(), pictures, alignment, placement).judge());
    }

    private static void look(
            Candidate file, List<SeenPicture> pictures, List<String> unreadable, PlacementCheck placing) {
        try {
            byte[] bytes = ReadableFile.read(file.path(), file.id(), Pictures.MAX_FILE_BYTES);
            Image picture = PictureCodec.decode(bytes, file.id());
            pictures.add(SeenPicture.of(file, bytes, picture));
            placing.take(file.id(), picture);
        } catch (PictureException | IOException e) {
            unreadable.add(file.reason(e));
        }
    }

    private static List<Person> people(FaceFolderListing listing, List<SeenPicture> pictures) {
        Map<String, Long> files =
                listing.files().stream().collect(Collectors.groupingBy(Candidate::person, Collectors.counting()));
        Map<String, List<SeenPicture>> seen = byPerson(pictures);
        return listing.people().stream()
                .map(name -> {
                    List<SeenPicture> own = seen.getOrDefault(name, List.of());
                    long different =
                            own.stream().map(SeenPicture::pixelSum).distinct().count();
                    return new Person(name, Math.toIntExact(files.getOrDefault(name, 0L)), own.size(), (int) different);
                })
                .toList();
    }

    private static List<Size> sizes(List<SeenPicture> pictures) {
        return group(pictures, SeenPicture::size).stream()
                .map(group -> new Size(group.get(0).width(), group.get(0).height(), group.size()))
                .sorted(Comparator.comparingInt(Size::pictures)
                        .thenComparingInt(Size::width)
                        .thenComparingInt(Size::height)
                        .reversed())
                .toList();
    }

    /** {@return the groups of at least two pictures that are the same} */
    private static List<List<SeenPicture>> groups(List<SeenPicture> pictures) {
        return group(pictures, SeenPicture::pixelSum).stream()
                .filter(group -> group.size() > 1)
                .toList();
    }

    private static Collection<List<SeenPicture>> group(List<SeenPicture> pictures, Function<SeenPicture, String> key) {
        return pictures.stream()
                .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private static List<List<SeenPicture>> ofOne(List<SeenPicture> group) {
        return byPerson(group).values().stream().filter(own -> own.size() > 1).toList();
    }

    private static Map<String, List<SeenPicture>> byPerson(List<SeenPicture> pictures) {
        return pictures.stream()
                .collect(Collectors.groupingBy(SeenPicture::person, LinkedHashMap::new, Collectors.toList()));
    }

    private static Twins twins(List<SeenPicture> group) {
        return new Twins(
                group.stream().map(SeenPicture::fileSum).distinct().count() == 1,
                group.stream().map(SeenPicture::id).toList());
    }
}
