package framebyframe.bench;

/** The size of a frame in pixels. */
record FrameSize(int width, int height) {

    /** Without compression: three bytes a pixel. */
    int bytes() {
        return width * height * 3;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
