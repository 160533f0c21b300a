package dev.visor.network.operator.internal;

import dev.visor.network.graph.internal.Operation;
import dev.visor.network.graph.internal.Operator;
import dev.visor.network.graph.internal.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Operators that give the same values another shape. */
enum Reshapes implements Operator {
    FLATTEN {
        @Override
        List<Long> shape(Site site, List<Long> old) {
            long axis = site.attributes().whole("axis", 1);
            int cut = axis == old.size() ? old.size() : Site.axis(axis, old.size());
            return List.of(product(old.subList(0, cut)), product(old.subList(cut, old.size())));
        }
    },
    RESHAPE {
        @Override
        List<Long> shape(Site site, List<Long> old) {
            long[] asked =
                    site.wholes(1, "shape").orElseThrow(() -> new IllegalArgumentException("its shape is missing"));
            boolean copies = site.attributes().whole("allowzero", 0) == 0;
            List<Long> shape = new ArrayList<>();
            for (int i = 0; i < asked.length; i++) {
                shape.add(asked[i] == 0 && copies ? old.get(i) : asked[i]);
            }
            long known = product(shape.stream().filter(side -> side != -1).toList());
            long all = product(old);
            if (shape.contains(-1L) && known > 0 && all % known == 0) {
                shape.replaceAll(side -> side == -1 ? all / known : side);
            }
            if (product(shape) != all || shape.contains(-1L)) {
                throw new IllegalArgumentException("the shape " + Arrays.toString(asked) + " does not fit " + old);
            }
            return shape;
        }
    },
    SQUEEZE {
        @Override
        List<Long> shape(Site site, List<Long> old) {
            List<Long> shape = new ArrayList<>(old);
            long[] axes = site.wholes(1, "axes")
                    .map(asked -> Site.axes(asked, old.size()))
                    .orElse(null);
            for (int i = old.size() - 1; i >= 0; i--) {
                int side = i;
                boolean goes =
                        axes == null ? old.get(i) == 1 : Arrays.stream(axes).anyMatch(axis -> axis == side);
                if (goes && old.get(i) != 1) {
                    throw new IllegalArgumentException("the dimension " + i + " of " + old + " is not 1");
                }
                if (goes) {
                    shape.remove(i);
                }
            }
            return shape;
        }
    },
    UNSQUEEZE {
        @Override
        List<Long> shape(Site site, List<Long> old) {
            long[] asked =
                    site.wholes(1, "axes").orElseThrow(() -> new IllegalArgumentException("its axes are missing"));
            long[] axes = Site.axes(asked, old.size() + (long) asked.length);
            Arrays.sort(axes);
            List<Long> shape = new ArrayList<>(old);
            for (long axis : axes) {
                shape.add((int) axis, 1L);
            }
            return shape;
        }
    };

    abstract List<Long> shape(Site site, List<Long> old);

    private static long product(List<Long> sides) {
        return sides.stream().reduce(1L, Math::multiplyExact);
    }

    @Override
    public Operation compile(Site site) {
        long[] old = site.shape(0);
        long[] shape = Window.array(shape(site, Arrays.stream(old).boxed().toList()));
        return Operation.of((input, tape) -> {
            tape.record(gradient -> gradient.reshape(old));
            return input.reshape(shape);
        });
    }
}
