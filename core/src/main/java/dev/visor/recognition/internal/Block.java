package dev.visor.recognition.internal;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** A stage whose weights can be trained, with which it then is no longer what other stages expect it to be. */
public interface Block extends Stage {

    /** Returns the weight and the bias of each convolution, one after another; they are those that it computes with. */
    List<Tensor> parameters();
}
