package dev.visor.recognition.training;

import dev.visor.recognition.internal.FullyConnected;
import java.util.ArrayList;
import java.util.List;

/** Joins heads of equal shape, with ReLUs between their layers, into one that gives the mean of their logits. */
final class Ensemble {

    private final List<List<FullyConnected>> members;

    /**
     * Takes the layers of each head.
     *
     * @param members at least one, all with as many layers of the same sizes
     */
    Ensemble(List<List<FullyConnected>> members) {
        this.members = List.copyOf(members);
    }

    /** Returns the layers of the mean: the hidden values of all members side by side, and the mean of what they lead to. */
    List<FullyConnected> layers() {
        int depth = members.get(0).size();
        List<FullyConnected> layers = new ArrayList<>();
        for (int layer = 0; layer < depth; layer++) {
            layers.add(joined(layer, layer == depth - 1));
        }
        return layers;
    }

    /** The first layer has the inputs of one member, the others have those of all; the last one has the outputs of one. */
    private FullyConnected joined(int layer, boolean last) {
        FullyConnected any = members.get(0).get(layer);
        int inputs = layer == 0 ? any.inputs() : members.size() * any.inputs();
        int outputs = last ? any.outputs() : members.size() * any.outputs();
        float[] weight = new float[outputs * inputs];
        float[] bias = new float[outputs];
        for (int member = 0; member < members.size(); member++) {
            FullyConnected own = members.get(member).get(layer);
            int firstIn = layer == 0 ? 0 : member * own.inputs();
            int firstOut = last ? 0 : member * own.outputs();
            float share = last ? 1f / members.size() : 1;
            for (int out = 0; out < own.outputs(); out++) {
                bias[firstOut + out] += share * own.bias()[out];
                for (int in = 0; in < own.inputs(); in++) {
                    weight[(firstOut + out) * inputs + firstIn + in] += share * own.weight()[out * own.inputs() + in];
                }
            }
        }
        return new FullyConnected(weight, bias);
    }
}
