package io.bellwether.pipeline;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds sensors by their names. Wide records name them in the same order again and again, and their decoder makes each name
 * once: so a name is first compared with the object that stood in its place the last time. Others are looked up. For one
 * thread.
 */
final class SensorLookup {
    static final int UNKNOWN = -1;

    private final Map<String, Integer> indexOf;
    private final @Nullable String[] names; // as they came last
    private final int[] indexes; // of those
    private int place;

    SensorLookup(Map<String, Integer> indexOf) {
        this.indexOf = indexOf;
        names = new String[indexOf.size()];
        indexes = new int[names.length];
    }

    @SuppressWarnings("ReferenceEquality") // an equal name that is another object is looked up
    int find(String name) {
        if (names[place] != name) {
            Integer index = indexOf.get(name);
            if (index == null) {
                return UNKNOWN;
            }
            names[place] = name;
            indexes[place] = index;
        }
        int found = indexes[place];
        place = place + 1 == names.length ? 0 : place + 1;
        return found;
    }
}
