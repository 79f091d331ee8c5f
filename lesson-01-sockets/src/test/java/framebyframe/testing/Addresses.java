package framebyframe.testing;

import java.util.List;
import java.util.Random;

/** IP addresses that are drawn by lot. */
public final class Addresses {

    private static final Random RANDOM = new Random();

    private Addresses() {
    }

    /** An IPv4 address of one machine, private or not: 1.x.x.x to 120.x.x.x. */
    public static String good() {
        return (1 + RANDOM.nextInt(120)) + "." + twoNumbers() + "." + (1 + RANDOM.nextInt(254));
    }

    /** An address that other machines cannot use: loopback, link-local, multicast, or IPv6. */
    public static String special() {
        return List.of("127." + twoNumbers() + ".1", "169.254." + twoNumbers(),
                (224 + RANDOM.nextInt(16)) + ".7." + twoNumbers(),
                "2001:db8::" + Integer.toHexString(1 + RANDOM.nextInt(65_535))).get(RANDOM.nextInt(4));
    }

    private static String twoNumbers() {
        return RANDOM.nextInt(256) + "." + RANDOM.nextInt(256);
    }
}
