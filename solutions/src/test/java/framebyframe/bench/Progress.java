package framebyframe.bench;

import java.util.Locale;

/** Says on standard error what is being done, so that standard output has nothing but tables. */
final class Progress {

    private Progress() {
    }

    static void say(String format, Object... args) {
        System.err.println(String.format(Locale.ROOT, format, args));
    }
}
