package dev.visor.service.studio;

import dev.visor.accessory.Accessories;
import dev.visor.accessory.Accessory;
import dev.visor.accessory.PosedAccessory;
import dev.visor.accessory.WornAccessory;
import dev.visor.api.ExperimentRun;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.face.Face;
import dev.visor.face.detection.FaceDetector;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.recognition.Decision;
import dev.visor.service.studio.message.ChainView;
import dev.visor.service.studio.message.ChainsRequest;
import dev.visor.service.studio.message.ExampleRequest;
import dev.visor.service.studio.message.FaceCard;
import dev.visor.service.studio.message.Matrix;
import dev.visor.service.studio.message.PhotographCard;
import dev.visor.service.studio.message.PictureCard;
import dev.visor.service.studio.message.PictureRequest;
import dev.visor.service.studio.message.RunCard;
import dev.visor.service.studio.message.SaliencyRequest;
import dev.visor.service.studio.message.SaliencyView;
import dev.visor.service.studio.message.SeenDecision;
import dev.visor.service.studio.message.SeenExample;
import dev.visor.service.studio.message.SessionCard;
import dev.visor.service.studio.message.WearRequest;
import dev.visor.service.studio.message.WornCard;
import dev.visor.setting.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What somebody who looks has open: runs, photographs, pictures and attacks. Nothing of it is written to the disk, but what a
 * run keeps of a calibrated defense. Thread-safe.
 */
public final class Studio implements AutoCloseable {

    private static final int MOST_RUNS = 32;
    private static final int MOST_PICTURES = 500;
    private static final int MOST_PHOTOGRAPHS = 16;

    private final Opener opener;
    private final FaceDetector detector;
    private final Registry registry;
    private final String version;
    private final Shelf<OpenRun> runs = new Shelf<>("run", MOST_RUNS);
    private final Shelf<StudioPicture> pictures = new Shelf<>("picture", MOST_PICTURES);
    private final Shelf<StudioPhotograph> photographs = new Shelf<>("photograph", MOST_PHOTOGRAPHS);
    private final AttackDesk attacks = new AttackDesk(this);
    private final LookingGlass glass = new LookingGlass();

    /** Names the run of a folder. */
    @FunctionalInterface
    public interface Opener {

        /** Returns the run of a folder, which is not read yet. */
        ExperimentRun open(Path folder) throws IOException;
    }

    /**
     * Opens a studio without runs.
     *
     * @param opener names runs; the studio closes them
     * @param detector finds faces in photographs; stays the caller's
     * @param registry the kinds that can be worn
     * @param version of this program
     */
    public Studio(Opener opener, FaceDetector detector, Registry registry, String version) {
        this.opener = opener;
        this.detector = detector;
        this.registry = registry;
        this.version = version;
    }

    /** Opens the run of a folder, unless it is open already. */
    public synchronized RunCard open(Path folder) throws IOException {
        Path place = folder.toAbsolutePath().normalize();
        for (OpenRun open : runs.all()) {
            if (open.run().folder().path().toAbsolutePath().normalize().equals(place)) {
                return open.card();
            }
        }
        ExperimentRun run = opener.open(folder);
        try {
            run.folder().checkIsRun();
            String id = runs.next();
            return runs.put(id, new OpenRun(id, run, registry)).card();
        } catch (IOException | RuntimeException e) {
            run.close();
            throw e;
        }
    }

    /** Returns what is open and what there is to choose from. */
    public SessionCard session() {
        List<OpenRun> open = runs.all();
        Set<String> worn = new LinkedHashSet<>(Accessories.presets().keySet());
        open.forEach(run -> worn.addAll(run.experiment().config().accessories().keySet()));
        return new SessionCard(
                version,
                open.stream().map(OpenRun::card).toList(),
                worn.stream().map(SessionCard.Named::new).toList(),
                GradientAttackConfig.presets().entrySet().stream()
                        .map(preset -> SessionCard.Preset.of(preset.getKey(), preset.getValue()))
                        .toList(),
                SessionCard.NOTICE);
    }

    OpenRun run(String id) {
        return runs.get(id);
    }

    StudioPicture picture(String id) {
        return pictures.get(id);
    }

    /** Returns the held-out faces of a run. */
    public List<FaceCard> faces(String run) {
        return runs.get(run).heldOut().stream()
                .map(face -> FaceCard.of(run, face))
                .toList();
    }

    /** Returns a face of a run as a PNG file. */
    public byte[] facePng(String run, String face) {
        return PictureCodec.encodePng(runs.get(run).face(face).image());
    }

    /** Returns what became of all attacks of a run. */
    public Matrix matrix(String run) {
        return runs.get(run).found().matrix();
    }

    /** Returns all attacks of a run. */
    public List<SeenExample> examples(String run) {
        return runs.get(run).found().examples().all();
    }

    /** Returns a picture of an attack of a run as a PNG file: the clean face, or the attacked picture. */
    public byte[] examplePng(String run, ExampleRequest example, boolean clean) throws IOException {
        OpenRun open = runs.get(run);
        Examples examples = open.found().examples();
        return PictureCodec.encodePng(clean ? open.face(examples.face(example)).image() : examples.picture(example));
    }

    private static Face exampleFace(OpenRun run, ExampleRequest example) throws IOException {
        Examples examples = run.found().examples();
        Face clean = run.face(examples.face(example));
        return new Face(clean.id(), clean.identity(), examples.picture(example), clean.landmarks());
    }

    /**
     * Finds the faces of a photograph.
     *
     * @param file the bytes of its file
     */
    public PhotographCard photograph(byte[] file) {
        Image image = PictureCodec.decode(file, "the photograph");
        return photographs
                .add(id -> new StudioPhotograph(id, image, detector.detect(image)))
                .card();
    }

    /** Returns a photograph as a PNG file. */
    public byte[] photographPng(String photograph) {
        return PictureCodec.encodePng(photographs.get(photograph).image());
    }

    /** Takes a face to look at: a held-out one, one of a photograph, or the picture of an attack. */
    public PictureCard take(PictureRequest request) throws IOException {
        OpenRun run = runs.get(request.run());
        Face face;
        if (request.face() != null) {
            face = run.face(request.face());
        } else if (request.example() != null) {
            face = exampleFace(run, request.example());
        } else if (request.photograph() != null) {
            face = photographs
                    .get(request.photograph())
                    .face(request.index() == null ? 0 : request.index(), run.format());
        } else {
            throw StudioException.notPossible("a picture needs a face, a photograph or an example");
        }
        return keep(run, face);
    }

    PictureCard keep(OpenRun run, Face face) {
        return card(pictures.add(id -> new StudioPicture(id, run, face)));
    }

    private static PictureCard card(StudioPicture picture) {
        Face face = picture.face();
        Decision decision = picture.run().plain().decide(face.image());
        boolean known = picture.run().gallery().contains(face.identity());
        return new PictureCard(
                picture.id(),
                "/api/pictures/" + picture.id() + ".png",
                known ? face.identity().name() : null,
                face.image().width(),
                face.image().height(),
                face.landmarks().eyeDistance(),
                SeenDecision.of(decision));
    }

    /** Returns a picture as a PNG file. */
    public byte[] picturePng(String picture) {
        return PictureCodec.encodePng(pictures.get(picture).face().image());
    }

    /** Puts an accessory in a plain color on a face. */
    public WornCard wear(WearRequest request) {
        StudioPicture picture = pictures.get(request.picture());
        Face face = picture.face();
        Accessory accessory = accessory(picture.run(), request.accessory());
        WornAccessory worn = new PosedAccessory(accessory, request.pose())
                .wear(face.landmarks(), face.image().width(), face.image().height());
        Image image = worn.render(face.image(), worn.plainTexture(Color.parse(request.color())));
        PictureCard kept = keep(picture.run(), new Face(face.id(), face.identity(), image, face.landmarks()));
        return new WornCard(kept, worn.share(), Coverage.isDeclared(accessory, worn, face));
    }

    Accessory accessory(OpenRun run, String name) {
        Accessory own = run.experiment().config().accessories().get(name);
        return own == null ? Accessories.find(name, registry) : own;
    }

    /** Shows what the saliency mask makes of a picture. */
    public SaliencyView saliency(SaliencyRequest request) {
        return glass.saliency(pictures.get(request.picture()), request);
    }

    /** Shows what chains of defenses make of a picture. */
    public List<ChainView> chains(ChainsRequest request) {
        return glass.chains(pictures.get(request.picture()), request.chains());
    }

    /** Returns the attacks that advance. */
    public AttackDesk attacks() {
        return attacks;
    }

    /** Stops all attacks, waits until they have ended, and closes the runs. */
    @Override
    public void close() throws IOException {
        attacks.close();
        for (OpenRun run : runs.all()) {
            run.close();
        }
    }
}
