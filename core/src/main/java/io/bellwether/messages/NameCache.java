package io.bellwether.messages;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings of the names that come again and again, so that each is made once. Holds a bounded number of short ones,
 * whatever comes. Safe to share between threads: at worst a name is made twice.
 */
final class NameCache {
    private static final int SLOTS = 1024; // a power of two
    private static final int LONGEST = 128; // bytes

    private final @Nullable Name[] slots = new Name[SLOTS];

    /** Never changed. */
    private static final class Name {
        private final String text;
        private final byte[] utf8;

        Name(byte[] utf8) {
            this.utf8 = utf8;
            this.text = new String(utf8, StandardCharsets.UTF_8);
        }
    }

    /** The text in these bytes of UTF-8. */
    String of(byte[] bytes, int from, int length) {
        if (length > LONGEST) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        Name known = slots[slot];
        if (known != null && Arrays.equals(known.utf8, 0, known.utf8.length, bytes, from, from + length)) {
            return known.text;
        }
        Name name = new Name(Arrays.copyOfRange(bytes, from, from + length));
        slots[slot] = name;
        return name.text;
    }
}
