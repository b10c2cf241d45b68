"""A drawn signature as a PNG, as a finger on a phone would leave it."""

import math
import struct
import zlib
from random import Random

WIDTH, HEIGHT, PEN = 320, 120, 3


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def draw(rng: Random, strokes: int = 9) -> bytes:
    """An 8-bit grey PNG of 320 × 120 with ``strokes`` curved pen strokes on white."""
    rows = [bytearray(b"\xff" * WIDTH) for _ in range(HEIGHT)]
    for stroke in range(strokes):
        x = 24 + (WIDTH - 60) * stroke / strokes + rng.uniform(-8, 8)
        y, angle = rng.uniform(28, 86), rng.uniform(-0.6, 1.6)
        for _ in range(rng.randint(24, 60)):
            angle += rng.uniform(-0.16, 0.16)
            x, y = x + math.cos(angle), y + math.sin(angle)
            for dx in range(PEN):
                for dy in range(PEN):
                    if 0 <= int(x) + dx < WIDTH and 0 <= int(y) + dy < HEIGHT:
                        rows[int(y) + dy][int(x) + dx] = 0x1F
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\x00" + bytes(row) for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")
