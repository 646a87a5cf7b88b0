"""What passes between a sandbox and its worker: frames over a pipe, documents in them as JSON.

Coming back, every value must be of its field's type: the sender has handled a hostile file and may be lying.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import IO, Any, TypeVar

import msgspec

from embeddings.documents.document import Document  # noqa: TC001 - msgspec reads the annotations
from embeddings.errors import RefusalReason  # noqa: TC001 - likewise

Message = TypeVar("Message")

# A frame: eight bytes of length, then so many bytes.
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


class TransferError(Exception):
    """The JSON is no message."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker makes of a file: a document, or the reason why there is none, with a detail."""

    document: Document | None = None
    refused: tuple[RefusalReason, str] | None = None
    last: bool = False  # this process had better be replaced


def to_bytes(message: Any) -> bytes:
    """Return a dataclass as JSON in UTF-8; raises UnicodeEncodeError for half a surrogate pair."""
    return msgspec.json.encode(message)


def from_bytes(content: bytes, kind: type[Message]) -> Message:
    """Return the message of a kind that `to_bytes` made; raises TransferError."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise TransferError from error
