package io.bellwether.trainer.fit;

import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.FrameSeries.Stretch;
import java.util.ArrayList;
import java.util.List;

/**
 * The usable frames of one asset in contiguous blocks of equal size. A network trained without a block gives errors for
 * it that are as honest as those of tomorrow's data. Immutable.
 */
public final class Folds {
    /** One in this many frames of a block is held back to decide when training has gone on long enough. */
    private static final int STOP_SHARE = 8;

    private final FrameSeries series;
    private final int count;
    private final int usable;

    public Folds(FrameSeries series, int count) {
        this.series = series;
        this.count = count;
        this.usable = series.usableFrames();
    }

    /**
     * The same blocks, each in as many equal parts as fit.
     *
     * @param fewest frames in a part, unless a block has fewer
     * @param most blocks, unless there are more already
     */
    public Folds inParts(long fewest, int most) {
        long parts = Math.min(most / count, usable / count / fewest);
        return new Folds(series, count * (int) Math.max(1, parts));
    }

    /** The number of blocks. */
    public int count() {
        return count;
    }

    /** The frames of one block. */
    public List<Stretch> block(int block) {
        return range(start(block), start(block + 1));
    }

    /** The frames that member {@code member} stops by: the end of the block after its own. */
    List<Stretch> stoppingFrames(int member) {
        int next = (member + 1) % count;
        int end = start(next + 1);
        return range(end - (end - start(next)) / STOP_SHARE, end);
    }

    /**
     * The frames that member {@code member} is trained on: all but its own block, whose place is a cut.
     *
     * @param withoutStopping whether those it stops by are left out, too
     */
    List<Stretch> trainingFrames(int member, boolean withoutStopping) {
        List<int[]> holes = new ArrayList<>(); // [from, to) in usable frames
        holes.add(new int[] {start(member), start(member + 1)});
        if (withoutStopping) {
            int next = (member + 1) % count;
            int end = start(next + 1);
            holes.add(new int[] {end - (end - start(next)) / STOP_SHARE, end});
        }
        holes.sort((a, b) -> Integer.compare(a[0], b[0]));
        List<Stretch> frames = new ArrayList<>();
        int from = 0;
        for (int[] hole : holes) {
            frames.addAll(range(from, hole[0]));
            from = Math.max(from, hole[1]);
        }
        frames.addAll(range(from, usable));
        return frames;
    }

    /** The first usable frame of a block, counted over usable frames. */
    private int start(int block) {
        return (int) ((long) block * usable / count);
    }

    /** The frames from one usable frame to another, cut where the series is. */
    private List<Stretch> range(int from, int to) {
        List<Stretch> found = new ArrayList<>();
        int before = 0;
        for (Stretch stretch : series.stretches()) {
            int first = Math.max(from, before) - before + stretch.from();
            int last = Math.min(to, before + stretch.length()) - before + stretch.from();
            if (first < last) {
                found.add(new Stretch(first, last));
            }
            before += stretch.length();
        }
        return found;
    }
}
