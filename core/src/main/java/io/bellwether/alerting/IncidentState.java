package io.bellwether.alerting;

import java.nio.ByteBuffer;

/** Where an asset stands between normal and alarm. Immutable; each state knows its own ways out. */
public sealed interface IncidentState {

    /**
     * The state after one more warm frame.
     *
     * @param time the frame's slot
     * @param ratio its score over the threshold
     * @param position of the reading that closed the frame, in its input
     */
    IncidentState next(long time, double ratio, long position, AlertPolicy policy);

    /** Nothing to report. */
    static IncidentState quiet() {
        return Quiet.INSTANCE;
    }

    /** Nothing to report. */
    record Quiet() implements IncidentState {
        private static final Quiet INSTANCE = new Quiet();

        @Override
        public IncidentState next(long time, double ratio, long position, AlertPolicy policy) {
            return ratio > 1 ? Rising.of(policy.push(0, true), time, ratio, position, policy) : this;
        }
    }

    /**
     * Some of the last frames exceeded the threshold, too few to open an incident.
     *
     * @param history the last verdicts, newest in bit 0
     */
    record Rising(int history) implements IncidentState {
        @Override
        public IncidentState next(long time, double ratio, long position, AlertPolicy policy) {
            return of(policy.push(history, ratio > 1), time, ratio, position, policy);
        }

        static IncidentState of(int history, long time, double ratio, long position, AlertPolicy policy) {
            if (history == 0) {
                return quiet();
            }
            if (ratio > 1 && Integer.bitCount(history) >= policy.openCount()) {
                return new Firing(time, position, ratio);
            }
            return new Rising(history);
        }
    }

    /**
     * An incident is open.
     *
     * @param openedAt slot of the frame that opened it
     * @param openedPosition of the reading that closed that frame
     * @param peak the highest ratio so far; it sets the severity, so an incident never gets milder
     */
    record Firing(long openedAt, long openedPosition, double peak) implements IncidentState {
        @Override
        public IncidentState next(long time, double ratio, long position, AlertPolicy policy) {
            if (ratio <= 1) {
                return quiet();
            }
            if (ratio < policy.releaseFraction() * peak) {
                return new CoolingDown(ratio * policy.rearmFactor());
            }
            return ratio <= peak ? this : new Firing(openedAt, openedPosition, ratio);
        }
    }

    /**
     * An incident was released although the score still exceeds the threshold: the asset has come back a long way.
     *
     * @param rearmRatio from this ratio on it counts as anomalous again
     */
    record CoolingDown(double rearmRatio) implements IncidentState {
        @Override
        public IncidentState next(long time, double ratio, long position, AlertPolicy policy) {
            if (ratio <= 1) {
                return quiet();
            }
            return ratio >= rearmRatio ? Rising.of(policy.push(0, true), time, ratio, position, policy) : this;
        }
    }

    /** The bytes {@link #write} needs at most. */
    int MAX_STATE_SIZE = 1 + 2 * Long.BYTES + Double.BYTES;

    /** Writes this state. */
    default void write(ByteBuffer out) {
        if (this instanceof Rising rising) {
            out.put((byte) 1).putInt(rising.history);
        } else if (this instanceof Firing firing) {
            out.put((byte) 2).putLong(firing.openedAt).putLong(firing.openedPosition);
            out.putDouble(firing.peak);
        } else if (this instanceof CoolingDown cooling) {
            out.put((byte) 3).putDouble(cooling.rearmRatio);
        } else {
            out.put((byte) 0);
        }
    }

    /** The state that {@link #write} left. */
    static IncidentState read(ByteBuffer in) {
        return switch (in.get()) {
            case 0 -> quiet();
            case 1 -> new Rising(in.getInt());
            case 2 -> new Firing(in.getLong(), in.getLong(), in.getDouble());
            case 3 -> new CoolingDown(in.getDouble());
            default -> throw new IllegalArgumentException("unknown incident state");
        };
    }
}
