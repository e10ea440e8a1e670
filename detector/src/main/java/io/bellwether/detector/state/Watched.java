package io.bellwether.detector.state;

import io.bellwether.detector.models.ModelSnapshot;
import io.bellwether.pipeline.AssetWatch;
import io.bellwether.scoring.Score;
import org.jspecify.annotations.Nullable;

/** One asset under watch, live on the heap. Belongs to one task. */
public final class Watched {
    private final String asset;
    private final AssetWatch watch;
    private @Nullable ModelSnapshot considered; // the models from which its watcher was chosen
    private long lastHeard;
    private @Nullable Score lastScore;

    Watched(String asset, AssetWatch watch, long now) {
        this.asset = asset;
        this.watch = watch;
        this.lastHeard = now;
    }

    public String asset() {
        return asset;
    }

    /** The watch itself. */
    public AssetWatch watch() {
        return watch;
    }

    /** Remembers the last verdict, to be shown. */
    public void scored(Score score) {
        lastScore = score;
    }

    @Nullable
    Score lastScore() {
        return lastScore;
    }

    /** When something last came from the asset, by the wall clock, in milliseconds. */
    public long lastHeard() {
        return lastHeard;
    }

    void heard(long now) {
        lastHeard = now;
    }

    boolean hasConsidered(ModelSnapshot models) {
        return considered == models; // the very same: a snapshot is replaced, never changed
    }

    void consider(ModelSnapshot models) {
        considered = models;
    }
}
