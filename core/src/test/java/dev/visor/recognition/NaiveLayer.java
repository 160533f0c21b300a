package dev.visor.recognition;

import dev.visor.network.NamedTensors;

/** A layer of a naive network. It keeps what it saw last, so that a signal can be sent back. */
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
            eachProduct(x, y, (xi, yi, count, w) -> {
                for (int k = 0; k < count; k++) {
                    y.values[yi + k] += w * x.values[xi + k * stride];
                }
            });
            return y;
        }

        @Override
        Volume back(Volume g, boolean guided) {
            Volume back = input.empty();
            eachProduct(back, g, (xi, yi, count, w) -> {
                for (int k = 0; k < count; k++) {
                    back.values[xi + k * stride] += w * g.values[yi + k];
                }
            });
            return back;
        }

        private void eachProduct(Volume x, Volume y, Products products) {
            for (int p = 0; p < size * size; p++) {
                int down = p / size - padding;
                int right = p % size - padding;
                int first = Math.max(0, (stride - 1 - right) / stride);
                int end = Math.min(y.width, (x.width - 1 - right) / stride + 1);
                for (int i = 0; i < in; i++) {
                    for (int o = 0; o < out; o++) {
                        double weight = filters[(p * in + i) * out + o];
                        for (int row = 0; row < y.height; row++) {
                            int fromRow = row * stride + down;
                            if (fromRow >= 0 && fromRow < x.height) {
                                products.of(
                                        x.at(i, fromRow, first * stride + right),
                                        y.at(o, row, first),
                                        end - first,
                                        weight);
                            }
                        }
                    }
                }
            }
        }
    }

    /** What one weight does along a row; an input index moves on by the stride, an output index by one. */
    private interface Products {
        void of(int inputIndex, int outputIndex, int count, double weight);
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
        private final int size;
        private Volume input = new Volume(0, 0, 0);
        private int[] sources = {};

        /** The windows of this size stand two apart. */
        MaxPool(int size) {
            this.size = size;
        }

        @Override
        Volume forward(Volume x) {
            input = x;
            Volume y = new Volume(x.channels, (x.height - size) / 2 + 1, (x.width - size) / 2 + 1);
            sources = new int[y.values.length];
            for (int i = 0; i < sources.length; i++) {
                int row = i / y.width % y.height * 2;
                int column = i % y.width * 2;
                int best = x.at(i / (y.height * y.width), row, column);
                for (int p = 1; p < size * size; p++) {
                    best = best(x, i / (y.height * y.width), row + p / size, column + p % size, best);
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
