"""Receives frames in the article's way: python3 article_client.py HOST PORT [N]

In place of a window it prints each frame's shape and the SHA-256 of its pixels. It ends where the stream ends, or after
N frames. It unpickles what comes: see docs/python-peers.md before you point it at a server that is not your own.
"""
import hashlib
import pickle
import socket
import struct
import sys

host, port = sys.argv[1], int(sys.argv[2])
frames = int(sys.argv[3]) if len(sys.argv) > 3 else None
header_size = struct.calcsize('Q')

client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
client.settimeout(30)
client.connect((host, port))
data = b''
received = 0
while received != frames:
    while len(data) < header_size:
        packet = client.recv(4 * 1024)
        if not packet:
            sys.exit('the stream ended inside a header' if data else 0)
        data += packet
    size = struct.unpack('Q', data[:header_size])[0]
    data = data[header_size:]
    while len(data) < size:
        packet = client.recv(4 * 1024)
        if not packet:
            sys.exit('the stream ended inside a frame')
        data += packet
    frame = pickle.loads(data[:size])
    data = data[size:]
    received += 1
    print(frame.dtype, frame.shape, hashlib.sha256(frame.tobytes()).hexdigest(), flush=True)
client.close()
