package framebyframe.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/** In a Maven run of a lesson, the tests after the first failure wait. In an IDE, and with -Dkit.all, all run. */
public final class OneAtATime implements ExecutionCondition, TestWatcher {

    private static final Namespace NAMESPACE = Namespace.create(OneAtATime.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean waits = context.getTestMethod().isPresent() && LessonScreen.isOn() && !LessonScreen.showsAll()
                && context.getRoot().getStore(NAMESPACE).get("failed") != null;
        return waits ? ConditionEvaluationResult.disabled("waits until the test before it passes")
                : ConditionEvaluationResult.enabled("its turn");
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        context.getRoot().getStore(NAMESPACE).put("failed", true);
    }
}
