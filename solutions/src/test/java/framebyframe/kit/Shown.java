package framebyframe.kit;

import java.util.ArrayList;
import java.util.List;

/**
 * What a text shows as the output of a program. A port after an IP address and the number of a line of Java may be any.
 *
 * @param program what prints it
 * @param roughly true if more than that differs from run to run: any numbers and bars are right then, and any number of
 *     lines that look the same but for them
 * @param lines what is shown; … alone in a line stands for lines left out
 */
record Shown(String program, boolean roughly, List<String> lines) {

    private static final String ROUGHLY = ", roughly";

    static Shown by(Text.Block block) {
        boolean roughly = block.output().endsWith(ROUGHLY);
        String program = block.output().substring(0, block.output().length() - (roughly ? ROUGHLY.length() : 0));
        return new Shown(program, roughly, block.code());
    }

    /** True if the program has printed this. */
    boolean is(List<String> printed) {
        return new Excerpt(comparable(lines)).isAllOf(comparable(printed));
    }

    private List<String> comparable(List<String> output) {
        List<String> comparable = new ArrayList<>();
        for (String line : output) {
            String same = line.replaceAll("(\\d+(?:\\.\\d+){3}:)\\d+", "$1PORT").replaceAll("\\.java:\\d+", ".java:N");
            if (roughly) {
                same = same.replaceAll("\\|[ #]*\\|", "||").replaceAll("\\d[\\d.,]*", "N").replaceAll(" +", " ");
            }
            if (!roughly || comparable.isEmpty() || !same.equals(comparable.get(comparable.size() - 1))) {
                comparable.add(same);
            }
        }
        return comparable;
    }
}
