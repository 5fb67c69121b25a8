"""ECDSA on P-384 with SHA-256, verified with nothing but numbers (FIPS 186-5 6.4.2): a second opinion on what OpenSSL signs."""
import hashlib

P = 2 ** 384 - 2 ** 128 - 2 ** 96 + 2 ** 32 - 1
B = 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef
N = 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973
G = (0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7,
     0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f)
# SubjectPublicKeyInfo of a key on P-384 up to its point (RFC 5480): id-ecPublicKey, secp384r1, 98 bytes of bits, uncompressed.
HEAD = bytes.fromhex("3076301006072a8648ce3d020106052b8104002203620004")


def add(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def times(count, point):
    total = None
    while count:
        if count & 1:
            total = add(total, point)
        point, count = add(point, point), count >> 1
    return total


def is_signature(info, message, signature):
    """Whether the key of this SubjectPublicKeyInfo signed these bytes; the signature is r and s."""
    if not info.startswith(HEAD) or len(info) != len(HEAD) + 96 or len(signature) != 96:
        return False
    point = int.from_bytes(info[-96:-48], "big"), int.from_bytes(info[-48:], "big")
    if (point[1] ** 2 - point[0] ** 3 + 3 * point[0] - B) % P:
        return False
    r, s = int.from_bytes(signature[:48], "big"), int.from_bytes(signature[48:], "big")
    if not 0 < r < N or not 0 < s < N:
        return False
    digest, inverse = int.from_bytes(hashlib.sha256(message).digest(), "big"), pow(s, -1, N)
    sum_of_both = add(times(digest * inverse % N, G), times(r * inverse % N, point))
    return sum_of_both is not None and sum_of_both[0] % N == r
