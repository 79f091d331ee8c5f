"""Sends one pickle that is no frame, and does no harm: python3 surprise_server.py FILE [PORT]

Whoever unpickles it makes an empty file of that name. It listens on this machine only, and prints its port.
"""
import pickle
import socket
import struct
import sys


class Surprise:
    def __reduce__(self):
        return open, (sys.argv[1], 'w')


server = socket.create_server(('127.0.0.1', int(sys.argv[2]) if len(sys.argv) > 2 else 0))
server.settimeout(30)
print(server.getsockname()[1], flush=True)
client, address = server.accept()
a = pickle.dumps(Surprise())
client.sendall(struct.pack('Q', len(a)) + a)
client.close()
