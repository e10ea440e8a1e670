package io.bellwether.demo.deploy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Enough of PromQL to name the metrics in an expression. Whatever it does not know, it refuses. */
final class PromQl {
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`");
    private static final Pattern MATCHERS = Pattern.compile("\\{[^{}]*}");
    private static final Pattern RANGE = Pattern.compile("\\[[^\\[\\]]*]");
    private static final Pattern LABELS =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^()]*\\)");
    private static final Pattern OFFSET = Pattern.compile("\\boffset\\s+-?[0-9a-z$_]+");
    private static final Pattern FUNCTION = Pattern.compile("[a-zA-Z_]\\w*\\s*(?=\\()");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w:])[0-9][0-9.]*(?:[eE][-+]?[0-9]+)?(?![\\w:])");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][\\w:]*");
    private static final Pattern REST = Pattern.compile("[-+*/%^=!<>(),\\s]*");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool");

    private PromQl() {}

    /**
     * The metrics that an expression reads.
     *
     * @throws IllegalArgumentException when something in it is neither a metric nor known syntax
     */
    static Set<String> metrics(String expression) {
        String rest = expression;
        for (Pattern syntax : new Pattern[] {STRING, MATCHERS, RANGE, LABELS, OFFSET, FUNCTION, NUMBER}) {
            rest = syntax.matcher(rest).replaceAll(" ");
        }
        Set<String> names = new TreeSet<>();
        Matcher word = WORD.matcher(rest);
        while (word.find()) {
            if (!OPERATORS.contains(word.group())) {
                names.add(word.group());
            }
        }
        String unknown = word.replaceAll(" ");
        if (!REST.matcher(unknown).matches()) {
            throw new IllegalArgumentException("cannot read '" + unknown.strip() + "' in: " + expression);
        }
        return names;
    }
}
