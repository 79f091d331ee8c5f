package framebyframe.testing;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/** Finds out which lock a thread waits with. */
public final class Locks {

    private Locks() {
    }

    /**
     * The object on which a sleeping thread has called {@code wait()}.
     *
     * @param thread waits
     * @param owner the object whose method it is in: it, or the value of one of its fields, is the lock
     * @return null if it waits in another way
     */
    public static Object waitedOnBy(Thread thread, Object owner) throws IllegalAccessException {
        LockInfo lock = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId()).getLockInfo();
        if (lock == null || lock.getClassName().contains("AbstractQueuedSynchronizer")) {
            return null;
        }
        if (lock.getIdentityHashCode() == System.identityHashCode(owner)) {
            return owner;
        }
        for (Field field : owner.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            Object value = field.get(owner);
            if (value != null && lock.getIdentityHashCode() == System.identityHashCode(value)) {
                return value;
            }
        }
        return null;
    }

    /** True if a class has fields that several threads may use without a lock: volatile, or java.util.concurrent. */
    public static boolean needsNone(Class<?> owner) {
        return Arrays.stream(owner.getDeclaredFields()).anyMatch(field -> Modifier.isVolatile(field.getModifiers())
                || field.getType().getName().startsWith("java.util.concurrent."));
    }
}
