package framebyframe.kit;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Lines that a text quotes, from a source file or from what a program prints. A line with nothing but … stands for
 * lines that are left out, as many as there are. An indentation that all lines share may be another.
 *
 * @param lines what the text shows
 */
record Excerpt(List<String> lines) {

    private static final String LEFT_OUT = "…";

    /** True if there is a line, and these lines stand in the source, in this order. */
    boolean standsIn(List<String> source) {
        return lines.stream().anyMatch(line -> line.matches(".*\\w.*"))
                && Pattern.compile("(?m)^" + regex()).matcher(joined(source)).find();
    }

    /** True if these lines are all that was printed. */
    boolean isAllOf(List<String> printed) {
        return Pattern.matches(regex(), joined(printed));
    }

    private String regex() {
        StringBuilder regex = new StringBuilder();
        String margin = "( *)";
        for (String line : String.join("\n", lines).stripIndent().split("\n")) {
            if (line.strip().equals(LEFT_OUT)) {
                regex.append("(?:.*\\n)*?");
            } else if (line.isEmpty()) {
                regex.append("\\n");
            } else {
                regex.append(margin).append(Pattern.quote(line)).append("\\n");
                margin = "\\1"; // the same as before the first line
            }
        }
        return regex.toString();
    }

    private static String joined(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.stripTrailing()).append('\n'));
        return text.toString();
    }
}
