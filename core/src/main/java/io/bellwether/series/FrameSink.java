package io.bellwether.series;

/** Takes the frames of one asset, in order of time. */
@FunctionalInterface
public interface FrameSink {
    /** Takes one frame; the frame must not be kept. */
    void accept(Frame frame);
}
