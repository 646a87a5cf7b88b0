"""Lengths and addresses, the two things every limit is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LINK_LIMIT = 512  # characters of a link button's address
URL_LIMIT = 2048  # characters of any other address


def length(where: str, value: Any, most: int, *, least: int = 0) -> Iterator[str]:
    """Check that a text has between `least` and `most` characters; None is a text left out."""
    if value is None and not least:
        return
    if value is not None and not isinstance(value, str):
        yield f"{where} is no text"
        return
    size = len(value or "")
    if size > most:
        yield f"{where} has {size} characters, {most} at most"
    elif size < least:
        yield f"{where} has {size} characters, {least} at least"


def count(where: str, value: Any, most: int, *, least: int = 0) -> Iterator[str]:
    """Check that a list has between `least` and `most` items; None is an empty list."""
    size = len(value or ())
    if size > most:
        yield f"{where} has {size} items, {most} at most"
    elif size < least:
        yield f"{where} has {size} items, {least} at least"


def address(where: str, value: Any, most: int = URL_LIMIT, *, attachment: bool = False) -> Iterator[str]:
    """Check an http(s) address, or one of an attachment where `attachment` allows it; None is left out."""
    if value is None:
        return
    yield from length(where, value, most, least=1)
    known = {"http", "https", "attachment"} if attachment else {"http", "https", "discord"}
    if not isinstance(value, str) or urlsplit(value).scheme not in known:
        yield f"{where} is no address Discord opens: {value!r}"


def repeated(where: str, values: list[Any]) -> Iterator[str]:
    """Check that no value stands twice."""
    for value in sorted({str(one) for one in values if values.count(one) > 1}):
        yield f"{where} {value!r} stands more than once"


def part(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return an object inside an object; empty where it is left out."""
    inner = value.get(key)
    return inner if isinstance(inner, dict) else {}
