package framebyframe.kit;

import java.util.Arrays;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a lesson's tests together, as Surefire does, so that the lesson's screen ends them. For a JVM of its own. */
final class Screen {

    private Screen() {
    }

    /** @param args the names of the test classes */
    public static void main(String[] args) {
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(args).map(DiscoverySelectors::selectClass).toList()).build());
        Runtime.getRuntime().halt(0); // a test that was given up may still run
    }
}
