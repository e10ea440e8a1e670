package io.bellwether.detector.config;

/**
 * Which frames' scores are sent. It looks at nothing but the frame, so a replay, a restart and another instance send the
 * same ones.
 */
public sealed interface ScoreSelection {

    /**
     * Whether the score of a frame is sent.
     *
     * @param slot which sample period since the epoch the frame is of
     * @param anomalous whether its score exceeds the threshold, or an incident is open after it
     */
    boolean includes(long slot, boolean anomalous);

    /**
     * The selection as written.
     *
     * @throws IllegalArgumentException when {@code text} names none
     */
    static ScoreSelection parse(String text) {
        if (text.equals("all")) {
            return new All();
        } else if (text.equals("alarms")) {
            return new Alarms();
        }
        try {
            return new Every(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is neither all nor alarms nor a whole number of frames", e);
        }
    }

    /** Every frame. */
    record All() implements ScoreSelection {
        @Override
        public boolean includes(long slot, boolean anomalous) {
            return true;
        }

        @Override
        public String toString() {
            return "all";
        }
    }

    /** Anomalous frames. */
    record Alarms() implements ScoreSelection {
        @Override
        public boolean includes(long slot, boolean anomalous) {
            return anomalous;
        }

        @Override
        public String toString() {
            return "alarms";
        }
    }

    /**
     * One frame of so many of an asset.
     *
     * @param frames how many
     */
    record Every(int frames) implements ScoreSelection {
        public Every {
            if (frames < 1) {
                throw new IllegalArgumentException("the number of frames must be at least 1, not " + frames);
            }
        }

        @Override
        public boolean includes(long slot, boolean anomalous) {
            return Math.floorMod(slot, frames) == 0;
        }

        @Override
        public String toString() {
            return Integer.toString(frames);
        }
    }
}
