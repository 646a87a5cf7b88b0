"""Standard output for machines: exact bytes, whatever the terminal's encoding."""

from __future__ import annotations

import json
import sys
from typing import Any

from bot.wording.inert import inert, inert_json


def write_exactly(text: str) -> None:
    """Write a text as UTF-8, nothing added and no line end translated; on a terminal its controls are signs."""
    if sys.stdout.isatty():
        text = inert(text)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def write_json(value: Any, *, line: bool = False) -> None:
    """Write one JSON value and a line break: on one line in a pipe or when asked to, else indented for eyes."""
    indent = 2 if sys.stdout.isatty() and not line else None
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    sys.stdout.flush()
    sys.stdout.buffer.write(inert_json(written).encode() + b"\n")
    sys.stdout.buffer.flush()
