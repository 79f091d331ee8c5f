package framebyframe.testing;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Loads one of the learner's classes a second time, with a call of {@link #note} written before each use of a field.
 * Whether two threads meet there is luck; whether the one that came had the lock is not.
 */
public final class LockWatch extends ClassLoader {

    private final Class<?> original;
    private final FieldUses uses = new FieldUses();
    private Object copy;

    /** @param original the class to watch, with those that stand inside it */
    public LockWatch(Class<?> original) {
        super(original.getClassLoader());
        this.original = original;
    }

    /** Makes an object of the class, with its only constructor. */
    public LockWatch make(Object... arguments) throws ReflectiveOperationException {
        copy = loadClass(original.getName()).getConstructors()[0].newInstance(arguments);
        uses.watch(copy);
        return this;
    }

    /** The object that was made. */
    public Object copy() {
        return copy;
    }

    /** Calls one of its methods, in the current thread. */
    public Object call(String name, Object... arguments) throws Exception {
        Method method = Arrays.stream(copy.getClass().getMethods()).filter(one -> one.getName().equals(name))
                .findFirst().orElseThrow();
        try {
            return method.invoke(copy, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception exception ? exception : e;
        }
    }

    /** Where a field that several threads use was used without the lock that keeps them apart. */
    public List<String> unlockedUses() {
        return uses.unlocked();
    }

    /** A thread is about to use a field. */
    public static void note(Class<?> watched, String field, boolean changes, String place) {
        ((LockWatch) watched.getClassLoader()).uses.add(field, changes, place);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.equals(original.getName()) && !name.startsWith(original.getName() + "$")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            ClassReader reader = new ClassReader(file);
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
                @Override
                public MethodVisitor visitMethod(int access, String method, String descriptor, String signature,
                        String[] exceptions) {
                    MethodVisitor code = super.visitMethod(access, method, descriptor, signature, exceptions);
                    return method.equals("<init>") ? code : new Notes(code, method); // nobody else has it yet
                }
            }, 0);
            byte[] noted = writer.toByteArray();
            return defineClass(name, noted, 0, noted.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** Writes the calls into one method. A list, set or map changes by the call that follows its field's name. */
    private final class Notes extends MethodVisitor {

        private final String owner = Type.getInternalName(original);
        private final String method;
        private String collection;
        private int line;

        Notes(MethodVisitor code, String method) {
            super(Opcodes.ASM9, code);
            this.method = method.replaceFirst("^lambda\\$(\\w+)\\$.*", "$1");
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            super.visitLineNumber(number, start);
            line = number;
        }

        @Override
        public void visitFieldInsn(int opcode, String type, String field, String descriptor) {
            boolean reads = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
            if (type.equals(owner) && reads && descriptor.matches("Ljava/util/\\w+;")) {
                collection = field;
            } else if (type.equals(owner)) {
                note(field, !reads);
            }
            super.visitFieldInsn(opcode, type, field, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String type, String name, String descriptor, boolean isInterface) {
            if (collection != null && type.startsWith("java/util/")) {
                note(collection, true);
                collection = null;
            }
            super.visitMethodInsn(opcode, type, name, descriptor, isInterface);
        }

        @Override
        public void visitInsn(int opcode) {
            collection = opcode == Opcodes.MONITORENTER ? null : collection; // it was named as a lock
            super.visitInsn(opcode);
        }

        private void note(String field, boolean changes) {
            super.visitLdcInsn(Type.getObjectType(owner));
            super.visitLdcInsn(field);
            super.visitInsn(changes ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
            super.visitLdcInsn(method + "(), line " + line);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, Type.getInternalName(LockWatch.class), "note",
                    "(Ljava/lang/Class;Ljava/lang/String;ZLjava/lang/String;)V", false);
        }
    }
}
