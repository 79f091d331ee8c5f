package framebyframe.testing;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;

/** Who has used the fields of an object, and which locks he held: all uses of a field should have one in common. */
final class FieldUses {

    private record Use(String place, boolean changes, Thread thread, Set<Object> locks) { }

    private final Map<String, List<Use>> uses = new TreeMap<>();
    private Object owner;

    /** Begins to watch an object. */
    synchronized void watch(Object object) {
        owner = object;
    }

    /** Notes a use by the thread that calls. */
    synchronized void add(String field, boolean changes, String place) {
        if (owner != null && !isSafe(field, changes)) {
            uses.computeIfAbsent(field, name -> new ArrayList<>())
                    .add(new Use(place, changes, Thread.currentThread(), heldLocks()));
        }
    }

    /** Where fields were used without the lock that most uses of them have, or without any. */
    synchronized List<String> unlocked() {
        List<String> found = new ArrayList<>();
        uses.forEach((field, list) -> {
            boolean shared = list.stream().map(Use::thread).distinct().count() > 1;
            if (shared && list.stream().anyMatch(Use::changes)) {
                Object lock = usual(list);
                list.stream().filter(use -> !use.locks().contains(lock)).map(use -> field + " in " + use.place())
                        .distinct().forEach(found::add);
            }
        });
        return found;
    }

    private static Object usual(List<Use> uses) {
        return uses.stream().flatMap(use -> use.locks().stream())
                .max(Comparator.comparing(lock -> uses.stream().filter(use -> use.locks().contains(lock)).count()))
                .orElse(null);
    }

    /** A volatile field may be read at any time; collections that lock by themselves, and whatever is in them. */
    private boolean isSafe(String name, boolean changes) {
        Field field = Arrays.stream(owner.getClass().getDeclaredFields()).filter(one -> one.getName().equals(name))
                .findFirst().orElseThrow();
        if (Modifier.isVolatile(field.getModifiers())) {
            return !changes || field.getType() == boolean.class;
        }
        String type = String.valueOf(classOf(valueOf(field)));
        return type.contains("java.util.concurrent.") || type.contains("Collections$Synchronized");
    }

    private Set<Object> heldLocks() {
        Set<Object> held = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Object> candidates = new ArrayList<>(List.of(owner, owner.getClass()));
        for (Field field : owner.getClass().getDeclaredFields()) {
            candidates.add(valueOf(field));
        }
        candidates.stream().filter(FieldUses::isHeld).forEach(held::add);
        return held;
    }

    /** Whoever keeps threads apart in another way than by a lock with one holder gets the benefit of the doubt. */
    private static boolean isHeld(Object lock) {
        return lock instanceof ReentrantLock one ? one.isHeldByCurrentThread()
                : lock instanceof ReadWriteLock || lock instanceof StampedLock || lock instanceof Semaphore
                || lock != null && Thread.holdsLock(lock);
    }

    private Object valueOf(Field field) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> classOf(Object value) {
        return value == null ? null : value.getClass();
    }
}
