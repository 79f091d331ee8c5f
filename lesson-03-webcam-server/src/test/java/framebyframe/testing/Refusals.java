package framebyframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks that something nobody can work with was refused, in a way that helps. */
public final class Refusals {

    private Refusals() {
    }

    /**
     * Checks for an {@link IllegalArgumentException} of the learner's own.
     *
     * @param thrown what came; null if nothing was thrown
     * @param call what was called
     * @param why why it has to be refused
     * @param hint what the sentence has to name
     * @param word a word that it has to contain
     */
    public static void check(Throwable thrown, String call, String why, String hint, String word) {
        if (thrown instanceof UnsupportedOperationException notDone) {
            throw notDone;
        }
        assertThat(thrown).as("what %s threw: %s. Check it first, and throw new IllegalArgumentException with a "
                + "sentence of your own", call, why).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThat(thrown.getMessage()).as("the message of the IllegalArgumentException from %s: it is what the user "
                + "reads, so it names %s, and has the word \"%s\"", call, hint, word).containsIgnoringCase(word);
    }
}
