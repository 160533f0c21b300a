package dev.visor.network.internal;

import dev.visor.face.Alignment;
import dev.visor.face.Landmarks;
import dev.visor.image.Color;
import dev.visor.torch.internal.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Takes aligned pictures into dlib's network: a 150x150 chip, its mean subtracted, divided by 256.
 *
 * <p>Pictures of another alignment are sampled bilinearly so that their eyes lie where dlib's lie; the border
 * continues beyond the picture. ArcFace's crops take the map that separated the same and different people best in
 * measurements. It is a little larger than the eyes alone would make it.
 */
public final class DlibInput implements Stage {

    /** The mean color, whose pixels are zeros at the first layer. */
    public static final Color MEAN = new Color(122.782f / 255, 117.001f / 255, 104.298f / 255);

    private static final int SIZE = 150;
    private static final float RANGE = 255f / 256f;

    private final Tensor mean;
    private final @Nullable Tensor grid;
    private final int reduction;

    /**
     * Makes the stage.
     *
     * @param alignment of the pictures
     * @param width of the pictures in pixels
     * @param height of the pictures in pixels
     */
    public DlibInput(Alignment alignment, int width, int height) {
        mean = Tensors.owned(new float[] {MEAN.red(), MEAN.green(), MEAN.blue()}, 1, 3, 1, 1);
        ChipToPicture map = ChipToPicture.of(alignment, width, height);
        // A scale that is whole but for rounding must not fall to the next lower reduction.
        reduction = Math.max(1, (int) Math.floor(map.scale() + 1e-6));
        boolean chip = alignment.equals(Alignment.DLIB) && width == SIZE && height == SIZE;
        grid = chip ? null : Tensors.owned(grid(map, width / reduction, height / reduction), 1, SIZE, SIZE, 2);
    }

    private float[] grid(ChipToPicture map, int width, int height) {
        float[] positions = new float[SIZE * SIZE * 2];
        double shift = (reduction - 1) / 2.0;
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column < SIZE; column++) {
                double x = (map.x(column, row) - shift) / reduction;
                double y = (map.y(column, row) - shift) / reduction;
                positions[(row * SIZE + column) * 2] = (float) (2 * x / (width - 1) - 1);
                positions[(row * SIZE + column) * 2 + 1] = (float) (2 * y / (height - 1) - 1);
            }
        }
        return positions;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor x = input;
        if (grid != null) {
            // Sampling alone would skip pixels of large pictures.
            x = reduction > 1 ? Layers.averagePool(x, reduction, tape) : x;
            x = Layers.sample(x, grid, tape);
        }
        tape.record(gradient -> gradient.mul(new Scalar(RANGE)));
        return x.sub(mean).mul(new Scalar(RANGE));
    }

    @Override
    public void close() {
        mean.close();
        if (grid != null) {
            grid.close();
        }
    }

    /** The similarity from a position in dlib's chip to the one in the picture. */
    private record ChipToPicture(double cos, double sin, double shiftX, double shiftY) {

        static ChipToPicture of(Alignment alignment, int width, int height) {
            if (alignment.equals(Alignment.ARCFACE)) {
                double unit = width / 112.0;
                return new ChipToPicture(unit / 1.62, 0, 10.32 * unit, 25.61 * unit);
            }
            Landmarks chip = Alignment.DLIB.landmarks(SIZE, SIZE);
            Landmarks picture = alignment.landmarks(width, height);
            double dx = picture.rightEye().x() - picture.leftEye().x();
            double dy = picture.rightEye().y() - picture.leftEye().y();
            double cos = dx / chip.eyeDistance();
            double sin = dy / chip.eyeDistance();
            return new ChipToPicture(
                    cos,
                    sin,
                    picture.middle().x()
                            - cos * chip.middle().x()
                            + sin * chip.middle().y(),
                    picture.middle().y()
                            - sin * chip.middle().x()
                            - cos * chip.middle().y());
        }

        double scale() {
            return Math.hypot(cos, sin);
        }

        double x(double column, double row) {
            return cos * column - sin * row + shiftX;
        }

        double y(double column, double row) {
            return sin * column + cos * row + shiftY;
        }
    }
}
