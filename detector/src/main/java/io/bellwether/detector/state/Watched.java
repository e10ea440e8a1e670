package io.bellwether.detector.state;

import io.bellwether.detector.models.ModelSnapshot;
import io.bellwether.messages.ScoreEncoder;
import io.bellwether.pipeline.AssetWatch;
import io.bellwether.scoring.ModelRef;
import io.bellwether.scoring.Score;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One asset under watch, live on the heap. Belongs to one task. */
public final class Watched {
    private final String asset;
    private final byte[] key;
    private final AssetWatch watch;
    private @Nullable ModelSnapshot considered; // the models from which its watcher was chosen
    private boolean changed;
    private long lastHeard;
    private @Nullable Score lastScore;
    private AssetBoard.@Nullable Place place;
    private @Nullable ScoreEncoder encoder; // for the model that watches now

    Watched(String asset, AssetWatch watch, long now) {
        this.asset = asset;
        this.key = asset.getBytes(StandardCharsets.UTF_8);
        this.watch = watch;
        this.lastHeard = now;
    }

    public String asset() {
        return asset;
    }

    /** The key of its messages; not to be changed. */
    public byte[] key() {
        return key;
    }

    /**
     * Writes its scores.
     *
     * @param parts of this task's models, to be made when needed
     */
    public ScoreEncoder encoder(ScoreParts parts) {
        ModelRef model = watch.model();
        ScoreEncoder current = encoder;
        if (current == null || !current.model().equals(model)) {
            current = parts.of(watch.features(), model).of(asset);
            encoder = current;
        }
        return current;
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

    /** Notes that it is no longer as it was stored; false when that was known. */
    boolean change() {
        boolean first = !changed;
        changed = true;
        return first;
    }

    /** Notes that it is as it was stored. */
    void stored() {
        changed = false;
    }

    /** Shows what it is doing. */
    void show(AssetBoard.Section board, AssetStatus status) {
        if (place == null) {
            place = board.place(status);
        } else {
            place.show(status);
        }
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
