"""Sends frames in the article's way: python3 article_server.py SOURCE [WIDTH] [FORM] [PORT]

SOURCE is a video, read with OpenCV and resized to WIDTH, or a size such as 320x240, for 20 frames made with NumPy
alone. FORM is one of FORMS below; "article" is what the article sends. It listens on this machine only, prints its
port, sends every frame once to the first client, and prints each frame's shape and the SHA-256 of its pixels.
"""
import hashlib
import pickle
import re
import socket
import struct
import sys

import numpy

FORMS = {
    'article': lambda frame: pickle.dumps(frame),
    'protocol5': lambda frame: pickle.dumps(frame, protocol=5),
    'columns': lambda frame: pickle.dumps(numpy.asfortranarray(frame)),
    'columns5': lambda frame: pickle.dumps(numpy.asfortranarray(frame), protocol=5),
    'readonly5': lambda frame: pickle.dumps(readonly(frame), protocol=5),
    'slice': lambda frame: pickle.dumps(numpy.repeat(frame, 2, axis=1)[:, ::2]),
}


def readonly(frame):
    frame.flags.writeable = False
    return frame


def made(width, height):
    for number in range(20):
        pixels = numpy.arange(height * width * 3, dtype=numpy.uint32) * (2 * number + 1) // 7
        frame = pixels.astype(numpy.uint8).reshape(height, width, 3)
        yield frame if number % 4 else frame[:, :, 1].copy()  # every fourth is grey


def read(file, width):
    import cv2
    video = cv2.VideoCapture(file)
    while True:
        whole, frame = video.read()
        if not whole:
            return
        height = max(1, int(frame.shape[0] * width / float(frame.shape[1])))
        yield cv2.resize(frame, (width, height), interpolation=cv2.INTER_AREA)


source = sys.argv[1]
width = int(sys.argv[2]) if len(sys.argv) > 2 else 320
form = FORMS[sys.argv[3]] if len(sys.argv) > 3 else FORMS['article']
size = re.fullmatch(r'(\d+)x(\d+)', source)

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.settimeout(30)
server.bind(('127.0.0.1', int(sys.argv[4]) if len(sys.argv) > 4 else 0))
server.listen(5)
print(server.getsockname()[1], flush=True)
client, address = server.accept()
client.settimeout(30)
for frame in made(int(size[1]), int(size[2])) if size else read(source, width):
    a = form(frame)
    client.sendall(struct.pack('Q', len(a)) + a)
    print(frame.dtype, frame.shape, hashlib.sha256(frame.tobytes()).hexdigest(), flush=True)
client.close()
