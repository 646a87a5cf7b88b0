"""Messages over a pipe: eight bytes of length, then so many bytes."""

from __future__ import annotations

import struct
from typing import IO

_LENGTH = struct.Struct(">Q")


class FrameError(Exception):
    """The other side sends what is no frame, or more than is allowed."""


def send(stream: IO[bytes], payload: bytes) -> None:
    """Write one frame and flush it; raises OSError when nobody reads any more."""
    stream.write(_LENGTH.pack(len(payload)))
    stream.write(payload)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> bytes | None:
    """Return the next frame's payload, None when the other side has closed; raises FrameError."""
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise FrameError
    (length,) = _LENGTH.unpack(head)
    if length > most:
        raise FrameError
    payload = stream.read(length)
    if len(payload) < length:
        raise FrameError
    return payload
