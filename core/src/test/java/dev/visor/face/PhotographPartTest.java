package dev.visor.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.image.Image;
import dev.visor.image.Mask;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PhotographPartTest {

    private static final FaceFormat FORMAT = new FaceFormat(Alignment.DLIB, 60, 60);

    private static Image photograph(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(1).nextBytes(rgb);
        return Image.fromRgb8(width, height, rgb);
    }

    /** Returns the part around a face that is turned by some degrees. */
    private static PhotographPart part(Image photograph, double scale) {
        Similarity toCrop = Similarity.shift(-photograph.width() / 2.0, -photograph.height() / 2.0)
                .then(Similarity.around(new Point(0, 0), scale, 0.2))
                .then(Similarity.shift(30, 25));
        Landmarks template = FORMAT.landmarks();
        Landmarks eyes = new Landmarks(
                toCrop.inverse().apply(template.leftEye()), toCrop.inverse().apply(template.rightEye()));
        return PhotographPart.of(photograph, eyes, toCrop, FORMAT, origin(photograph));
    }

    private static PhotographPart.Origin origin(Image photograph) {
        return new PhotographPart.Origin() {
            @Override
            public Image read() {
                return photograph;
            }

            @Override
            public FaceFinder finder() {
                throw new UnsupportedOperationException("no face is found anew here");
            }
        };
    }

    private static Mask around(PhotographPart part, int reach) {
        int width = part.image().width();
        Point middle = part.eyes().middle();
        boolean[] covered = new boolean[width * part.image().height()];
        for (int i = 0; i < covered.length; i++) {
            covered[i] = Math.abs(i % width - middle.x()) < reach && Math.abs(i / width - middle.y()) < reach;
        }
        return Mask.of(width, part.image().height(), covered);
    }

    @Test
    void theCropOfThePartIsThatOfThePhotograph() {
        for (double scale : new double[] {0.7, 1.3}) {
            Image photograph = photograph(200, 170);
            PhotographPart part = part(photograph, scale);
            assertThat(part.image().width()).isLessThan(200);
            Image whole =
                    SimilarityWarp.onBlack(part.photographToCrop(), 60, 60).quantized(photograph);
            assertThat(part.crop(part.image())).isEqualTo(whole);
        }
    }

    @Test
    void onlyTheRegionOfThePhotographChanges() {
        Image photograph = photograph(200, 170);
        PhotographPart part = part(photograph, 1);
        Mask region = around(part, 8);
        Image changed = photograph(part.image().width(), part.image().height());
        Image placed = part.place(photograph, changed, region);
        int differing = 0;
        for (int y = 0; y < 170; y++) {
            for (int x = 0; x < 200; x++) {
                differing += same(placed, photograph, x, y) ? 0 : 1;
            }
        }
        assertThat(differing).isBetween(region.area() - 2, region.area());
        Image crop = SimilarityWarp.onBlack(part.photographToCrop(), 60, 60).quantized(placed);
        Mask reached = part.crop(region);
        for (int i = 0; i < 60 * 60; i++) {
            assertThat(reached.contains(i) || same(crop, part.crop(part.image()), i % 60, i / 60))
                    .isTrue();
        }
    }

    private static boolean same(Image one, Image other, int x, int y) {
        return one.value(0, y, x) == other.value(0, y, x)
                && one.value(1, y, x) == other.value(1, y, x)
                && one.value(2, y, x) == other.value(2, y, x);
    }

    /** At the edges of the photograph too. */
    @Test
    void aPartOfALargeFaceIsShrunkAndChangesThePhotographBetweenItsPixels() {
        Image photograph = Image.filled(900, 700, new dev.visor.image.Color(0.4f, 0.4f, 0.4f));
        PhotographPart part = part(photograph, 0.1);
        assertThat(part.image().width()).isLessThanOrEqualTo(180);
        assertThat(part.eyes().eyeDistance())
                .isCloseTo(2 * FORMAT.landmarks().eyeDistance(), org.assertj.core.api.Assertions.within(1e-6));
        Mask region = around(part, 10);
        Image white = Image.filled(part.image().width(), part.image().height(), new dev.visor.image.Color(1, 1, 1));
        Image placed = part.place(photograph, white, region);
        Point middle = part.photographToCrop()
                .inverse()
                .apply(part.toCrop().apply(part.eyes().middle()));
        assertThat(placed.value(0, (int) middle.y(), (int) middle.x())).isEqualTo(1);
        assertThat(placed.value(0, (int) middle.y(), (int) middle.x() - 40)).isEqualTo(1);
        assertThat(placed.value(0, (int) middle.y(), (int) middle.x() - 65)).isEqualTo(102 / 255f);
        assertThat(placed.value(0, 0, 0)).isEqualTo(102 / 255f);
    }

    @Test
    void whatIsCroppedComesBackToItsPlace() {
        Image photograph = Image.filled(200, 170, new dev.visor.image.Color(0.4f, 0.4f, 0.4f));
        PhotographPart part = part(photograph, 1);
        Image back = part.uncrop(part.crop(part.image()));
        Point middle = part.eyes().middle();
        assertThat(back.value(1, (int) middle.y(), (int) middle.x())).isEqualTo(102 / 255f);
        assertThat(back.sameSize(part.image())).isTrue();
    }

    @Test
    void aPartPlacedLikeAnotherHasItsEyesThereAndKeepsItsCrop() {
        PhotographPart other = part(photograph(220, 190), 0.8);
        PhotographPart part = part(smooth(200, 170), 1.3);
        PhotographPart placed = part.placedLike(other);
        assertThat(placed.eyes()).isEqualTo(other.eyes());
        assertThat(placed.image().sameSize(other.image())).isTrue();
        float[] before = part.crop(part.image()).values();
        float[] after = placed.crop(placed.image()).values();
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i]).isCloseTo(before[i], within(0.03f));
        }
    }

    private static Image smooth(int width, int height) {
        float[] values = new float[3 * width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)
                    (0.5 + 0.2 * Math.sin(i % width / 9.0) + 0.2 * Math.cos(i % (width * height) / width / 7.0));
        }
        return Image.quantized(width, height, values);
    }
}
