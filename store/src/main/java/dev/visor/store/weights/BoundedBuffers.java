package dev.visor.store.weights;

import java.nio.ByteBuffer;
import us.hebi.matlab.mat.format.BufferAllocator;

/** Memory for the arrays of a MATLAB file, up to a limit that no VGG16 reaches. Not thread-safe. */
final class BoundedBuffers implements BufferAllocator {

    private final long most;
    private long allocated;

    BoundedBuffers(long most) {
        this.most = most;
    }

    @Override
    public ByteBuffer allocate(int size) {
        if (size < 0 || size > most - allocated) {
            throw new IllegalArgumentException("its arrays take more than " + most + " bytes");
        }
        allocated += size;
        return ByteBuffer.allocate(size);
    }

    @Override
    public void release(ByteBuffer buffer) {
        // The garbage collector does.
    }
}
