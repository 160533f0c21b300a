package dev.visor.recognition;

/** A layer of the {@link NaiveNetwork}. It keeps what it saw last, so that a signal can be sent back. */
abstract class NaiveLayer {

    abstract Volume forward(Volume x);

    abstract Volume back(Volume g, boolean guided);

    static final class Volume {
        final int channels;
        final int height;
        final int width;
        final double[] values;

        Volume(int channels, int height, int width) {
            this.channels = channels;
            this.height = height;
            this.width = width;
            this.values = new double[channels * height * width];
        }

        int at(int channel, int row, int column) {
            return (channel * height + row) * width + column;
        }

        Volume empty() {
            return new Volume(channels, height, width);
        }
    }

    static final class Convolution extends NaiveLayer {
        private final float[] filters;
        private final float[] bias;
        private final int size;
        private final int in;
        private final int out;
        private final int stride;
        private final int padding;
        private Volume input = new Volume(0, 0, 0);

        Convolution(float[] filters, float[] bias, int size, int in, int out, int stride, int padding) {
            this.filters = filters;
            this.bias = bias;
            this.size = size;
            this.in = in;
            this.out = out;
            this.stride = stride;
            this.padding = padding;
        }

        @Override
        Volume forward(Volume x) {
            input = x;
            Volume y = new Volume(
                    out, (x.height + 2 * padding - size) / stride + 1, (x.width + 2 * padding - size) / stride + 1);
            for (int i = 0; i < y.values.length; i++) {
                y.values[i] = bias[i / (y.height * y.width)];
            }
            eachProduct(x, y, (xi, yi, w) -> y.values[yi] += w * x.values[xi]);
            return y;
        }

        @Override
        Volume back(Volume g, boolean guided) {
            Volume back = input.empty();
            eachProduct(back, g, (xi, yi, w) -> back.values[xi] += w * g.values[yi]);
            return back;
        }

        private void eachProduct(Volume x, Volume y, Product product) {
            for (int row = 0; row < y.height; row++) {
                for (int column = 0; column < y.width; column++) {
                    for (int p = 0; p < size * size; p++) {
                        int fromRow = row * stride - padding + p / size;
                        int fromColumn = column * stride - padding + p % size;
                        boolean inside = fromRow >= 0 && fromRow < x.height && fromColumn >= 0 && fromColumn < x.width;
                        for (int i = 0; inside && i < in; i++) {
                            for (int o = 0; o < out; o++) {
                                product.of(
                                        x.at(i, fromRow, fromColumn),
                                        y.at(o, row, column),
                                        filters[(p * in + i) * out + o]);
                            }
                        }
                    }
                }
            }
        }
    }

    private interface Product {
        void of(int inputIndex, int outputIndex, double weight);
    }

    static final class Scale extends NaiveLayer {
        private final float[] factors;
        private final float[] shifts;

        Scale(float[] factors, float[] shifts) {
            this.factors = factors;
            this.shifts = shifts;
        }

        @Override
        Volume forward(Volume x) {
            Volume y = x.empty();
            for (int i = 0; i < y.values.length; i++) {
                int channel = i / (x.height * x.width);
                y.values[i] = x.values[i] * factors[channel] + shifts[channel];
            }
            return y;
        }

        @Override
        Volume back(Volume g, boolean guided) {
            Volume back = g.empty();
            for (int i = 0; i < back.values.length; i++) {
                back.values[i] = g.values[i] * factors[i / (g.height * g.width)];
            }
            return back;
        }
    }

    static final class Relu extends NaiveLayer {
        private Volume input = new Volume(0, 0, 0);

        @Override
        Volume forward(Volume x) {
            input = x;
            Volume y = x.empty();
            for (int i = 0; i < y.values.length; i++) {
                y.values[i] = Math.max(0, x.values[i]);
            }
            return y;
        }

        @Override
        Volume back(Volume g, boolean guided) {
            Volume back = g.empty();
            for (int i = 0; i < back.values.length; i++) {
                boolean passes = input.values[i] > 0 && (!guided || g.values[i] > 0);
                back.values[i] = passes ? g.values[i] : 0;
            }
            return back;
        }
    }

    static final class MaxPool extends NaiveLayer {
        private Volume input = new Volume(0, 0, 0);
        private int[] sources = {};

        @Override
        Volume forward(Volume x) {
            input = x;
            Volume y = new Volume(x.channels, (x.height - 3) / 2 + 1, (x.width - 3) / 2 + 1);
            sources = new int[y.values.length];
            for (int i = 0; i < sources.length; i++) {
                int row = i / y.width % y.height * 2;
                int column = i % y.width * 2;
                int best = x.at(i / (y.height * y.width), row, column);
                for (int p = 1; p < 9; p++) {
                    best = best(x, i / (y.height * y.width), row + p / 3, column + p % 3, best);
                }
                sources[i] = best;
                y.values[i] = x.values[best];
            }
            return y;
        }

        private static int best(Volume x, int channel, int row, int column, int best) {
            int other = x.at(channel, row, column);
            return x.values[other] > x.values[best] ? other : best;
        }

        @Override
        Volume back(Volume g, boolean guided) {
            Volume back = input.empty();
            for (int i = 0; i < sources.length; i++) {
                back.values[sources[i]] += g.values[i];
            }
            return back;
        }
    }

    static final class GlobalAverage extends NaiveLayer {
        private Volume input = new Volume(0, 0, 0);

        @Override
        Volume forward(Volume x) {
            input = x;
            Volume y = new Volume(x.channels, 1, 1);
            for (int i = 0; i < x.values.length; i++) {
                y.values[i / (x.height * x.width)] += x.values[i] / (x.height * x.width);
            }
            return y;
        }

        @Override
        Volume back(Volume g, boolean guided) {
            Volume back = input.empty();
            int area = input.height * input.width;
            for (int i = 0; i < back.values.length; i++) {
                back.values[i] = g.values[i / area] / area;
            }
            return back;
        }
    }

    static final class Normalization extends NaiveLayer {
        private final float[] center;
        private final double deviation;

        Normalization(NamedTensors tensors) {
            center = tensors.values(Head.CENTER);
            deviation = tensors.values(Head.DEVIATION)[0];
        }

        @Override
        Volume forward(Volume x) {
            Volume y = x.empty();
            for (int i = 0; i < y.values.length; i++) {
                y.values[i] = (x.values[i] - center[i]) / deviation;
            }
            return y;
        }

        @Override
        Volume back(Volume g, boolean guided) {
            Volume back = g.empty();
            for (int i = 0; i < back.values.length; i++) {
                back.values[i] = g.values[i] / deviation;
            }
            return back;
        }
    }

    static final class Linear extends NaiveLayer {
        private final float[] weight;
        private final float[] bias;

        Linear(float[] weight, float[] bias) {
            this.weight = weight;
            this.bias = bias;
        }

        @Override
        Volume forward(Volume x) {
            Volume y = new Volume(bias.length, 1, 1);
            for (int o = 0; o < bias.length; o++) {
                y.values[o] = bias[o];
                for (int i = 0; i < x.channels; i++) {
                    y.values[o] += weight[o * x.channels + i] * x.values[i];
                }
            }
            return y;
        }

        @Override
        Volume back(Volume g, boolean guided) {
            Volume back = new Volume(weight.length / bias.length, 1, 1);
            for (int o = 0; o < bias.length; o++) {
                for (int i = 0; i < back.channels; i++) {
                    back.values[i] += weight[o * back.channels + i] * g.values[o];
                }
            }
            return back;
        }
    }
}
