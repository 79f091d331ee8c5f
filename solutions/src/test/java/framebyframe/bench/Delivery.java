package framebyframe.bench;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server says of all the viewers that have left it.
 *
 * @param sent how many frames they got
 * @param skipped how many frames they were too slow for
 */
record Delivery(long sent, long skipped) {

    private static final Pattern LEFT = Pattern.compile("LEFT: .*it was sent (\\d+) frames and was too slow for (\\d+)");

    /** @param lines what the server has printed */
    static Delivery of(List<String> lines) {
        long sent = 0;
        long skipped = 0;
        for (String line : lines) {
            Matcher left = LEFT.matcher(line);
            if (left.matches()) {
                sent += Long.parseLong(left.group(1));
                skipped += Long.parseLong(left.group(2));
            }
        }
        return new Delivery(sent, skipped);
    }

    /** Which part of all frames did not reach a viewer because it had not taken the one before. */
    String share() {
        return Table.number(100.0 * skipped / (sent + skipped), 2) + " %";
    }
}
