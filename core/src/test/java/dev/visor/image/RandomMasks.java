package dev.visor.image;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Masks drawn from a seed: noise of any density with some rectangles, many of which touch the border. */
final class RandomMasks {

    private RandomMasks() {}

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    static Mask draw(SplittableRandom random) {
        int width = random.nextInt(1, 41);
        int height = random.nextInt(1, 41);
        boolean[] masked = new boolean[width * height];
        double density = random.nextDouble() * random.nextDouble() * 0.6;
        for (int i = 0; i < masked.length; i++) {
            masked[i] = random.nextDouble() < density;
        }
        for (int count = random.nextInt(4); count > 0; count--) {
            int top = random.nextInt(height);
            int left = random.nextInt(width);
            int bottom = random.nextInt(top, height) + 1;
            int right = random.nextInt(left, width) + 1;
            for (int row = top; row < bottom; row++) {
                for (int column = left; column < right; column++) {
                    masked[row * width + column] = true;
                }
            }
        }
        return Mask.of(width, height, masked);
    }
}
