"""Documents as JSON and back, exactly, driven by the dataclasses' own fields.

A dataclass becomes the list of its fields' values. Coming back, every value must be of its field's type: the
sender has handled a hostile file and may be lying.
"""

from __future__ import annotations

import json
import struct
from dataclasses import fields, is_dataclass
from enum import StrEnum
from types import NoneType, UnionType
from typing import IO, TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from embeddings.documents.document import Document
from embeddings.documents.record.header import HeadPart
from embeddings.documents.record.record import Origin

if TYPE_CHECKING:
    from collections.abc import Callable

# Messages over a pipe: eight bytes of length, then so many bytes.

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


# Names that the modules of these dataclasses import for type checkers only.
_NAMES = {"HeadPart": HeadPart, "Origin": Origin}


class TransferError(Exception):
    """The JSON is no document."""


def pack(value: Any) -> Any:
    """Return a value made of dataclasses, tuples, enumerations and plain values in JSON's types."""
    if is_dataclass(value):
        return [pack(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [pack(item) for item in value]
    return value.value if isinstance(value, StrEnum) else value


def unpack_document(packed: Any) -> Document:
    """Return the document that `pack` packed; raises TransferError."""
    document = _accept_document(packed)
    assert isinstance(document, Document)
    return document


def to_bytes(message: dict[str, Any]) -> bytes:
    """Return a message as JSON in UTF-8; raises UnicodeEncodeError for half a surrogate pair."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()


def from_bytes(content: bytes) -> dict[str, Any]:
    """Return the message; raises TransferError."""
    try:
        message = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise TransferError from error
    if not isinstance(message, dict):
        raise TransferError
    return message


def _accept(kind: Any) -> Callable[[Any], Any]:
    """Return the function that turns JSON's form of a type's values into them, or raises TransferError."""
    if get_origin(kind) in (Union, UnionType):
        return _accept_optional(*[_accept(one) for one in get_args(kind) if one is not NoneType])
    if get_origin(kind) is tuple:
        (item, _) = get_args(kind)  # tuple[item, ...]
        return _accept_tuple(_accept(item))
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind, localns=_NAMES)
        return _accept_dataclass(kind, [_accept(hints[field.name]) for field in fields(kind)])
    if issubclass(kind, StrEnum):
        return _accept_member({member.value: member for member in kind})
    return _accept_plain(kind)


def _accept_optional(accept: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda packed: None if packed is None else accept(packed)


def _accept_tuple(accept: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def accept_tuple(packed: Any) -> Any:
        if type(packed) is not list:
            raise TransferError
        return tuple([accept(item) for item in packed])

    return accept_tuple


def _accept_dataclass(kind: type, accepts: list[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    def accept_dataclass(packed: Any) -> Any:
        if type(packed) is not list or len(packed) != len(accepts):
            raise TransferError
        return kind(*[accept(value) for accept, value in zip(accepts, packed, strict=True)])

    return accept_dataclass


def _accept_member(members: dict[str, StrEnum]) -> Callable[[Any], Any]:
    def accept_member(packed: Any) -> Any:
        if type(packed) is not str or packed not in members:
            raise TransferError
        return members[packed]

    return accept_member


def _accept_plain(kind: type) -> Callable[[Any], Any]:
    def accept_plain(packed: Any) -> Any:
        if type(packed) is not kind:  # exactly: True is an int to isinstance
            raise TransferError
        return packed

    return accept_plain


_accept_document = _accept(Document)
