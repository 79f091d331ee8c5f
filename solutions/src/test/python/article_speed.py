"""How fast the article's way is: article_speed.py send WIDTHxHEIGHT MILLIS, or article_speed.py receive PORT

Between the two: the article's pickle, its header and its loops around recv(4096). What it does besides is left out:
the camera, the resize, the window. The sender prints its port; the receiver prints how many frames a second came.
"""
import pickle
import socket
import struct
import sys
import time

AT_LEAST = 5  # frames, however long they take


def send(size, millis):
    import numpy
    width, height = (int(side) for side in size.split('x'))
    frame = numpy.arange(height * width * 3, dtype=numpy.uint32).astype(numpy.uint8).reshape(height, width, 3)
    server_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    server_socket.settimeout(30)
    server_socket.bind(('127.0.0.1', 0))
    server_socket.listen(5)
    print(server_socket.getsockname()[1], flush=True)
    client_socket, address = server_socket.accept()
    end = time.monotonic() + millis / 1000
    sent = 0
    while time.monotonic() < end or sent < AT_LEAST:
        a = pickle.dumps(frame)
        message = struct.pack('Q', len(a)) + a
        client_socket.sendall(message)
        sent += 1
    client_socket.close()


def receive(port):
    client_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    client_socket.connect(('127.0.0.1', port))
    data = b''
    payload_size = struct.calcsize('Q')
    arrivals = []
    while True:
        while len(data) < payload_size:
            packet = client_socket.recv(4 * 1024)
            if not packet:
                return (len(arrivals) - 1) / (arrivals[-1] - arrivals[0])
            data += packet
        packed_msg_size = data[:payload_size]
        data = data[payload_size:]
        msg_size = struct.unpack('Q', packed_msg_size)[0]
        while len(data) < msg_size:
            data += client_socket.recv(4 * 1024)
        frame_data = data[:msg_size]
        data = data[msg_size:]
        frame = pickle.loads(frame_data)
        arrivals.append(time.monotonic())


if sys.argv[1] == 'send':
    send(sys.argv[2], int(sys.argv[3]))
else:
    print(receive(int(sys.argv[2])))
