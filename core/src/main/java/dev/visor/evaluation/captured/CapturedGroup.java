package dev.visor.evaluation.captured;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Captures that share a condition, such as those of one session.
 *
 * @param condition what they share
 * @param value of the condition; empty if nobody noted it
 * @param rates one for each system, in their order
 */
public record CapturedGroup(CaptureCondition condition, String value, List<CapturedRates> rates) {

    /** Copies the list. */
    public CapturedGroup {
        rates = List.copyOf(rates);
    }

    /** Returns the value in words, also if nothing was noted or worn. */
    public String words() {
        if (!value.isEmpty()) {
            return value;
        }
        return condition == CaptureCondition.ACCESSORY ? "nothing worn" : "not noted";
    }

    /** Returns all groups of all conditions that were noted of any picture, in the order of the pictures. */
    static List<CapturedGroup> of(List<CapturedSystem> systems, List<CapturedPicture> pictures) {
        List<CapturedGroup> groups = new ArrayList<>();
        for (CaptureCondition condition : CaptureCondition.values()) {
            List<String> values = condition.values(pictures);
            if (values.stream().anyMatch(value -> !value.isEmpty())) {
                for (String value : values) {
                    List<CapturedPicture> own = pictures.stream()
                            .filter(picture -> condition.of(picture.capture()).equals(value))
                            .toList();
                    groups.add(new CapturedGroup(condition, value, rates(systems, own)));
                }
            }
        }
        return groups;
    }

    /** Returns the rates of all systems. */
    static List<CapturedRates> rates(List<CapturedSystem> systems, List<CapturedPicture> pictures) {
        return IntStream.range(0, systems.size())
                .mapToObj(system -> CapturedRates.of(systems, system, pictures))
                .toList();
    }
}
