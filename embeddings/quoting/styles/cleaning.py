"""What a field holds, made fit to stand in a line."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")  # they would turn the rest of the line around
_LOOSE = " ,;:"
_ADDRESS = re.compile(r"https?://[^\s/?#@]+(?:[/?#]\S*)?", re.IGNORECASE)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(?P<name>10\.[0-9]{4,9}/\S+)", re.IGNORECASE)


def clean(value: Any) -> str:
    """Return a string or a number on one line, without control characters or loose marks; else nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return _line(str(value))


@lru_cache(4096)  # one answer asks for the same few fields of its works again and again
def _line(value: str) -> str:
    line = " ".join(value.split())
    line = "".join(letter for letter in line if unicodedata.category(letter) != "Cc")
    line = " ".join(OVERRIDES.sub("", line).split()).strip(_LOOSE).rstrip(_LOOSE + "–—")
    return line if any(letter.isalnum() for letter in line) else ""


def title_of(value: Any) -> str:
    """Return a title without the full stop that closes it as a sentence; that of an abbreviation stays."""
    title = clean(value)
    last = title.split(" ")[-1]
    return title[:-1] if re.fullmatch(r"[^\W\d_]{4,}\.", last) else title


def address(value: Any) -> str:
    """Return a web address, or nothing where it is none or holds credentials."""
    found = clean(value)
    return found if _ADDRESS.fullmatch(found) else ""


def doi_address(value: Any) -> str:
    """Return the address of a DOI."""
    found = _DOI.fullmatch(clean(value))
    return f"https://doi.org/{found['name']}" if found else ""
