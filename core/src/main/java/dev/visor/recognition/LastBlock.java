package dev.visor.recognition;

import dev.visor.recognition.internal.Block;
import dev.visor.recognition.internal.Filters;
import dev.visor.recognition.internal.Flatten;
import dev.visor.recognition.internal.GlobalAverage;
import dev.visor.recognition.internal.ResNet29;
import dev.visor.recognition.internal.Stage;
import dev.visor.recognition.internal.Vgg16;
import dev.visor.torch.Precision;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** The last convolutions of a network, up to the features. Owns their native memory; thread-safe. */
final class LastBlock implements AutoCloseable {

    private final Kind kind;
    private final Precision precision;
    private final Block block;
    private final NetworkPart part;

    private LastBlock(Kind kind, Precision precision, List<Filters> filters) {
        this.kind = kind;
        this.precision = precision;
        this.block = kind.block.apply(filters);
        Stage gradientBlock = precision == Precision.BFLOAT16 ? kind.blockInBfloat16.apply(filters) : block;
        this.part = new NetworkPart(List.of(block, kind.end), List.of(gradientBlock, kind.end));
    }

    /**
     * How a network ends.
     *
     * @param block makes its last block
     * @param blockInBfloat16 makes it in bfloat16
     * @param end makes features of what comes out of it
     */
    private record Kind(
            Function<List<Filters>, Block> block, Function<List<Filters>, Stage> blockInBfloat16, Stage end) {

        static final Kind RESNET29 = new Kind(ResNet29::lastBlock, ResNet29::lastBlockInBfloat16, new GlobalAverage());
        static final Kind VGG16 = new Kind(Vgg16::lastBlock, Vgg16::lastBlockInBfloat16, new Flatten());
    }

    static LastBlock resnet29(List<Filters> filters, Precision precision) {
        return new LastBlock(Kind.RESNET29, precision, filters);
    }

    static LastBlock vgg16(List<Filters> filters, Precision precision) {
        return new LastBlock(Kind.VGG16, precision, filters);
    }

    /** Returns the layers. */
    NetworkPart part() {
        return part;
    }

    /** Returns the convolutions alone, of their own memory, to be trained. */
    Block trainable() {
        return kind.block.apply(filters());
    }

    private List<Filters> filters() {
        try (PointerScope scope = new PointerScope()) {
            List<Tensor> parameters = block.parameters();
            return IntStream.range(0, parameters.size() / 2)
                    .mapToObj(i -> Filters.of(parameters.get(2 * i), parameters.get(2 * i + 1)))
                    .toList();
        }
    }

    /** Returns what makes features of what the convolutions give. */
    Stage end() {
        return kind.end;
    }

    /**
     * Returns the block that a head brings, of its own memory.
     *
     * @param head brings convolutions
     * @throws IllegalArgumentException if they are others in number or shape than the ones here
     */
    LastBlock of(Head head) {
        List<Filters> here = filters();
        if (head.convolutions() != here.size()) {
            throw new IllegalArgumentException("illegal head: it has " + head.convolutions()
                    + " convolutions, the last block of the backbone " + here.size());
        }
        List<Filters> own = IntStream.range(0, here.size())
                .mapToObj(i -> here.get(i).with(head.tensors(), Head.convolutionWeight(i), Head.convolutionBias(i)))
                .toList();
        return new LastBlock(kind, precision, own);
    }

    @Override
    public void close() {
        part.close();
    }
}
