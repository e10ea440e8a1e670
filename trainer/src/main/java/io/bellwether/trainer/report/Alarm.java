package io.bellwether.trainer.report;

/**
 * A run of frames during which production would have had an incident open.
 *
 * @param from its first slot, milliseconds since the epoch
 * @param to its last slot
 * @param highestRatio of score to threshold
 * @param opening the frame that opened it
 */
record Alarm(long from, long to, double highestRatio, Finding opening) {
    static Alarm opened(Finding opening) {
        return new Alarm(opening.time(), opening.time(), opening.ratio(), opening);
    }

    Alarm with(long time, double ratio) {
        return new Alarm(from, time, Math.max(highestRatio, ratio), opening);
    }
}
