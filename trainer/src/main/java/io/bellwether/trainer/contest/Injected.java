package io.bellwether.trainer.contest;

import java.util.Locale;

/**
 * A sort of injected fault.
 *
 * @param fault what it does to a sensor
 * @param reach how many it does it to
 */
public record Injected(SyntheticFault fault, Reach reach) {
    /** How many sensors a fault hits. */
    public enum Reach {
        /** One, as a fault of a sensor does. */
        ONE_SENSOR,
        /** Some that go together, each in a direction of its own, as a fault of the process does; all but one at most. */
        SEVERAL;

        /** As in {@code one sensor}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
