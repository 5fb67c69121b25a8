"""An HTTP/2 server for tests (RFC 9113), one thread a connection, that writes down what it sees and misbehaves where it is told to.

Header blocks are unpacked by libnghttp2, the library that libcurl speaks HTTP/2 with; answers use literals without indexing (RFC 7541, 6.2.2).
"""
import ctypes
import socket
import ssl
import struct
import threading
import time

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE = 0, 1, 3, 4, 6, 7, 8
END_STREAM, END_HEADERS, ACK = 1, 4, 1
INTERNAL_ERROR, ENHANCE_YOUR_CALM = 2, 11


class Pair(ctypes.Structure):
    _fields_ = [("name", ctypes.POINTER(ctypes.c_ubyte)), ("value", ctypes.POINTER(ctypes.c_ubyte)), ("name_length", ctypes.c_size_t),
                ("value_length", ctypes.c_size_t), ("flags", ctypes.c_ubyte)]


class Unpacker:
    """The header table of one connection."""
    library = ctypes.CDLL("libnghttp2.so.14")
    library.nghttp2_hd_inflate_hd2.restype = ctypes.c_ssize_t
    library.nghttp2_hd_inflate_hd2.argtypes = [ctypes.c_void_p, ctypes.POINTER(Pair), ctypes.POINTER(ctypes.c_int), ctypes.c_char_p, ctypes.c_size_t,
                                               ctypes.c_int]
    library.nghttp2_hd_inflate_end_headers.argtypes = [ctypes.c_void_p]

    def __init__(self):
        self.state = ctypes.c_void_p()
        assert self.library.nghttp2_hd_inflate_new(ctypes.byref(self.state)) == 0

    def headers(self, block):
        found, pair, flags = {}, Pair(), ctypes.c_int()
        while True:
            used = self.library.nghttp2_hd_inflate_hd2(self.state, ctypes.byref(pair), ctypes.byref(flags), block, len(block), 1)
            assert used >= 0, used
            block = block[used:]
            if flags.value & 2:                                      # a header was given out
                found[ctypes.string_at(pair.name, pair.name_length).decode()] = ctypes.string_at(pair.value, pair.value_length).decode()
            if flags.value & 1:                                      # the block is at its end
                self.library.nghttp2_hd_inflate_end_headers(self.state)
                return found


def literal(name, value):
    name, value = name.encode(), value.encode()
    assert len(name) < 127 and len(value) < 127
    return b"\0" + bytes([len(name)]) + name + bytes([len(value)]) + value


def frame(kind, flags, stream, payload=b""):
    return struct.pack("!I", len(payload))[1:] + bytes([kind, flags]) + struct.pack("!I", stream) + payload


class Http2Server:
    """`answer(path)` gives (status, content type, body), or the name of a misbehaviour: "reset" ends the stream with an error, "goaway" answers
    nothing and says that this stream and later ones were not looked at, "last" answers and then says goodbye."""

    def __init__(self, context, answer):
        context.set_alpn_protocols(["h2"])
        self.context, self.answer = context, answer
        self.connections = 0
        self.requests = []                      # {"connection", "path", "begin", "end", "open"}: streams open when it began, itself included
        self.lock = threading.Lock()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def close(self):
        self.socket.close()

    def accept(self):
        while True:
            try:
                raw, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(raw,), daemon=True).start()

    def serve(self, raw):
        try:
            with self.context.wrap_socket(raw, server_side=True) as connection:
                if connection.selected_alpn_protocol() == "h2":
                    self.speak(connection)
                    # Closed with something unread, the system would send a reset, and that takes back what was answered.
                    connection.shutdown(socket.SHUT_WR)
                    while connection.recv(65536):
                        pass
        except (OSError, EOFError):
            return

    def read(self, connection, count):
        data = b""
        while len(data) < count:
            more = connection.recv(count - len(data))
            if not more:
                raise EOFError
            data += more
        return data

    def speak(self, connection):
        assert self.read(connection, len(PREFACE)) == PREFACE
        with self.lock:
            self.connections += 1
            number = self.connections
        connection.sendall(frame(SETTINGS, 0, 0))
        unpacker, still_open = Unpacker(), set()
        while True:
            head = self.read(connection, 9)
            payload = self.read(connection, int.from_bytes(head[:3], "big"))
            kind, flags, stream = head[3], head[4], int.from_bytes(head[5:], "big")
            if kind == SETTINGS and not flags & ACK:
                connection.sendall(frame(SETTINGS, ACK, 0))
            elif kind == PING and not flags & ACK:
                connection.sendall(frame(PING, ACK, 0, payload))
            elif kind == GOAWAY:
                return
            elif kind == RST_STREAM:
                still_open.discard(stream)
            elif kind == HEADERS:
                assert flags & END_HEADERS and flags & END_STREAM, "a GET in one frame"
                if flags & 0x20:                                     # with a priority
                    payload = payload[5:]
                still_open.add(stream)
                path = unpacker.headers(payload)[":path"]
                seen = {"connection": number, "path": path, "begin": time.monotonic(), "open": len(still_open)}
                with self.lock:
                    self.requests.append(seen)
                goes_on = self.respond(connection, stream, self.answer(path))
                seen["end"] = time.monotonic()
                still_open.discard(stream)
                if not goes_on:
                    return

    @staticmethod
    def respond(connection, stream, answer):
        if answer == "reset":
            connection.sendall(frame(RST_STREAM, 0, stream, struct.pack("!I", INTERNAL_ERROR)))
            return True
        if answer == "goaway":
            connection.sendall(frame(GOAWAY, 0, 0, struct.pack("!II", stream - 2 if stream > 2 else 0, 0)))
            return False
        is_last = answer[0] == "last"
        status, content_type, body = answer[1:] if is_last else answer
        block = literal(":status", str(status)) + literal("content-type", content_type) + literal("content-length", str(len(body)))
        connection.sendall(frame(HEADERS, END_HEADERS, stream, block))
        for at in range(0, len(body), 16000):
            connection.sendall(frame(DATA, 0, stream, body[at:at + 16000]))
        connection.sendall(frame(DATA, END_STREAM, stream))
        if is_last:
            connection.sendall(frame(GOAWAY, 0, 0, struct.pack("!II", stream, 0)))
        return not is_last


def tls(certificate, key):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
