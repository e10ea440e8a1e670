package io.bellwether.detector;

import java.util.List;

/**
 * Whether the detector works, and if not, why.
 *
 * @param live whether it could ever work again without a restart
 * @param reasons why it is not ready; empty = ready
 */
record Health(boolean live, List<String> reasons) {
    Health {
        reasons = List.copyOf(reasons);
    }

    boolean ready() {
        return live && reasons.isEmpty();
    }
}
