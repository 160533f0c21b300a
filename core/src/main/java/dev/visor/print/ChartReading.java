package dev.visor.print;

import dev.visor.image.Color;
import java.util.List;

/**
 * What a photograph shows of a printed {@link ColorChart}.
 *
 * @param patches those that could be used
 * @param unusable how many others there are: covered, in glare, in a shadow or outside of the photograph
 * @param separator the gray between the patches, as it is seen
 * @param resolution pixels of the photograph per millimeter of the chart
 */
public record ChartReading(List<SeenPatch> patches, int unusable, Color separator, double resolution) {

    /**
     * A patch that could be used.
     *
     * @param sent the color that was sent to the printer
     * @param seen the color in the photograph, with uneven light taken out
     */
    public record SeenPatch(Color sent, Color seen) {}

    /** Copies the list. */
    public ChartReading {
        patches = List.copyOf(patches);
    }

    /** Returns the printer and the camera together: what is seen for each color that is sent. */
    public ColorTable table() {
        return ColorTableFit.of(ColorChart.NODES, patches);
    }
}
