"""Prints resources/pickle/sizes.csv: what NumPy 1 pickles for pictures of many sizes. Run it with NumPy 1.

The sizes stand on both sides of every limit at which a pickle changes its form: 255 and 256, 65,535 and 65,536, as
height, as width and as number of bytes. One grey pixel of 98 is special: Python has met those data, b'b', before.
"""
import hashlib
import pickle

import numpy

SIZES = [(1, 1, 1, 97), (1, 1, 1, 98), (1, 1, 3, 98), (1, 2, 1, 98), (2, 1, 1, 0), (1, 1, 3, 0),
         (5, 17, 3, 0), (16, 16, 1, 0), (4, 64, 3, 0), (15, 17, 1, 0), (240, 320, 3, 0), (240, 320, 1, 0)]
for n in (254, 255, 256, 257, 65_534, 65_535, 65_536, 65_537):
    SIZES += [(n, 1, 1, 5), (n, 1, 3, 5), (1, n, 1, 5), (1, n, 3, 5)]
for n in list(range(65_380, 65_410)) + list(range(65_530, 65_536)):
    SIZES.append((1, n, 1, 7))


def picture(height, width, channels, first):
    i = numpy.arange(height * width * channels)
    pixels = (first + 31 * i + i // 256).astype(numpy.uint8)
    return pixels.reshape((height, width) if channels == 1 else (height, width, channels))


if __name__ == '__main__':
    assert numpy.__version__.startswith('1.'), 'NumPy 2 writes another name'
    print('height,width,channels,first,length,sha256')
    for size in SIZES:
        pickled = pickle.dumps(picture(*size), protocol=4)
        print(*size, len(pickled), hashlib.sha256(pickled).hexdigest(), sep=',')
