"""How long one jpg takes: jpeg_speed.py PICTURE QUALITY MILLIS

Prints how many microseconds this Python's OpenCV needs to encode the picture, and then to decode it again.
"""
import sys
import time

import cv2


def micros(step, millis):
    start = time.perf_counter()
    count = 0
    while time.perf_counter() - start < millis / 1000:
        step()
        count += 1
    return (time.perf_counter() - start) / count * 1e6


frame = cv2.imread(sys.argv[1])
quality, millis = int(sys.argv[2]), int(sys.argv[3])
written, jpg = cv2.imencode('.jpg', frame, [cv2.IMWRITE_JPEG_QUALITY, quality])
print(micros(lambda: cv2.imencode('.jpg', frame, [cv2.IMWRITE_JPEG_QUALITY, quality]), millis), flush=True)
print(micros(lambda: cv2.imdecode(jpg, cv2.IMREAD_COLOR), millis), flush=True)
