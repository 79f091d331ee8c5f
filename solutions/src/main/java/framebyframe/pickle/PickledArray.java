package framebyframe.pickle;

import static framebyframe.pickle.PickleReader.NONE;

import framebyframe.client.BadFrameException;
import framebyframe.client.ImageDecoder;
import framebyframe.pickle.PickleReader.Built;
import framebyframe.pickle.PickleReader.Call;
import framebyframe.pickle.PickleReader.Global;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The array that a pickle describes, checked: it has a size that a frame may have, and as many pixels as it says.
 *
 * <p>Wherever two things are compared here, ours asks: {@code equals} goes as deep as its own object, and theirs may be
 * nested as deep as they like.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 3, or 1 for grey
 * @param columnsFirst true for Fortran order, where the row's number changes fastest, then the column's
 * @param pixels a part of the payload, not a copy
 */
record PickledArray(int height, int width, int channels, boolean columnsFirst, ByteBuffer pixels) {

    private static final Global FROM_BUFFER = new Global("numpy.core.numeric._frombuffer");
    private static final Call EMPTY_ARRAY = new Call(new Global("numpy.core.multiarray._reconstruct"),
            List.of(new Global("numpy.ndarray"), List.of(0), ByteBuffer.wrap(new byte[] {'b'})));
    private static final Built UINT8 = new Built(new Call(new Global("numpy.dtype"), List.of("u1", false, true)),
            List.of(3, "|", NONE, NONE, NONE, -1, -1, 0));

    /**
     * Finds the array in a pickle's result.
     *
     * @param result of protocol 4, an empty array that was given {@code (1, shape, dtype, columnsFirst, pixels)}; of
     *     protocol 5, {@code _frombuffer(pixels, dtype, shape, order)}; or something else
     * @throws BadFrameException if it is something else
     */
    static PickledArray in(Object result) throws BadFrameException {
        if (result instanceof Built array && EMPTY_ARRAY.equals(array.object())
                && array.state() instanceof List<?> of && of.size() == 5 && Integer.valueOf(1).equals(of.get(0))
                && of.get(1) instanceof List<?> shape && isUint8(of.get(2))
                && of.get(3) instanceof Boolean columnsFirst && of.get(4) instanceof ByteBuffer pixels) {
            return of(shape, columnsFirst, pixels);
        }
        if (result instanceof Call array && FROM_BUFFER.equals(array.function())
                && array.arguments() instanceof List<?> of && of.size() == 4
                && of.get(0) instanceof ByteBuffer pixels && isUint8(of.get(1))
                && of.get(2) instanceof List<?> shape && List.of("C", "F").contains(of.get(3))) {
            return of(shape, "F".equals(of.get(3)), pixels);
        }
        throw new BadFrameException("this pickle holds something else than an array, or an array in an unknown form");
    }

    private static boolean isUint8(Object type) throws BadFrameException {
        if (type instanceof Built built && built.object() instanceof Call dtype
                && dtype.arguments() instanceof List<?> of && !of.isEmpty() && of.get(0) instanceof String name
                && !name.equals("u1")) {
            throw PickleReader.refusal("has an array of the type " + name + ", not u1 (uint8)");
        }
        return UINT8.equals(type);
    }

    private static PickledArray of(List<?> shape, boolean columnsFirst, ByteBuffer pixels) throws BadFrameException {
        int channels = shape.size() == 2 ? 1 : shape.size() == 3 && shape.get(2) instanceof Integer third ? third : 0;
        if (channels != 1 && channels != 3
                || !(shape.get(0) instanceof Integer height) || !(shape.get(1) instanceof Integer width)) {
            throw new BadFrameException("this pickle's array has no frame's shape: height, width, and 1 or 3 channels");
        }
        long area = (long) height * width;
        if (height < 1 || width < 1 || area > ImageDecoder.MAX_PIXELS) {
            throw new BadFrameException("this pickle's array claims to be " + width + "x" + height + ": the limit is "
                    + ImageDecoder.MAX_PIXELS + " pixels");
        }
        if (area * channels != pixels.remaining()) {
            throw new BadFrameException("this pickle's array claims to be " + width + "x" + height + ", " + channels
                    + " bytes each, and has " + pixels.remaining() + " bytes");
        }
        return new PickledArray(height, width, channels, columnsFirst, pixels);
    }
}
