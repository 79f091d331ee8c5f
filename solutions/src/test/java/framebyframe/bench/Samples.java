package framebyframe.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Some measurements of the same thing. */
final class Samples {

    private final double[] sorted;

    /** @param values at least one */
    Samples(Collection<? extends Number> values) {
        sorted = values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    /** The value that this share of all values does not exceed: 0.5 is the median, 0.99 "p99". */
    double rank(double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    double median() {
        return rank(0.5);
    }

    double max() {
        return sorted[sorted.length - 1];
    }

    /** {@code 0.96 (0.93 to 0.98)}: the median, the smallest and the largest. */
    String spread() {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median(), sorted[0], max());
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
