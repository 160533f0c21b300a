package dev.visor.evaluation.captured;

import java.util.List;
import java.util.function.Function;

/** What captures are grouped by. */
public enum CaptureCondition {
    /** When it was taken. */
    SESSION("session", Capture::session),
    /** How far away the camera was. */
    DISTANCE("distance", Capture::distance),
    /** How it was lit. */
    LIGHT("light", Capture::light),
    /** What is worn: for attackers the species of the attack instrument in ISO/IEC 30107-3. */
    ACCESSORY("accessory", Capture::accessory);

    private final String title;
    private final Function<Capture, String> value;

    CaptureCondition(String title, Function<Capture, String> value) {
        this.title = title;
        this.value = value;
    }

    /** Returns what it is called, which is also the column of a table of captures. */
    public String title() {
        return title;
    }

    /** Returns what was noted of a capture; empty if nothing was. */
    public String of(Capture capture) {
        return value.apply(capture);
    }

    /** Returns the different values of pictures, each once, in the order of the pictures. */
    public List<String> values(List<CapturedPicture> pictures) {
        return pictures.stream()
                .map(picture -> of(picture.capture()))
                .distinct()
                .toList();
    }
}
