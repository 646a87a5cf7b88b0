"""The lines at the top of a markdown file in which it speaks of itself, in YAML or TOML."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import TYPE_CHECKING, Any

import yaml  # type: ignore[import-untyped]  # PyYAML ships no types

from embeddings.documents.document import Statement
from embeddings.documents.readers.web.statements import tidy
from embeddings.documents.record.record import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 64_000  # characters; beyond it the lines are shown but not interpreted
MOST_STATEMENTS = 200
DEEPEST = 3  # "extra.author.name"
_FENCED = re.compile(
    r"\ufeff?(?P<all>(?P<fence>---|\+\+\+)[ \t]*\n(?P<inside>(?:.*\n)*?)(?:(?P=fence)|\.\.\.)[ \t]*(?=\n|\Z))"
)
_KEY = re.compile(r"[\w .:-]{1,60}")


def find(text: str) -> tuple[int, int, list[Statement]] | None:
    """Return the characters ``[start, end)`` of the front matter with its fences, and what it says.

    None if the text has none. Broken front matter says nothing, but is front matter all the same.
    """
    match = _FENCED.match(text)
    if match is None or not match["inside"].strip():
        return None
    inside = match["inside"]
    found: Any = None
    if len(inside) <= LONGEST:
        try:
            # The base loader makes text of every value, as the file has it: no "no" that becomes false.
            found = tomllib.loads(inside) if match["fence"] == "+++" else yaml.load(inside, yaml.BaseLoader)  # noqa: S506 - builds text, lists and mappings only
        except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError, TypeError):
            found = None
    if match["fence"] == "---" and not isinstance(found, dict) and not _looks_like_fields(inside):
        return None  # a line across the page, text, and another
    statements = [] if not isinstance(found, dict) else list(_said(found, "", DEEPEST))
    return match.start("all"), match.end("all"), statements[:MOST_STATEMENTS]


def _looks_like_fields(inside: str) -> bool:
    lines = [line for line in inside.split("\n") if line.strip()]
    return all(re.match(r"[\w-]{1,40}:(?:\s|$)|[\s#-]", line) for line in lines[:50])


def _said(fields: dict[Any, Any], above: str, depth: int) -> Iterator[Statement]:
    seen = 0
    for key, value in fields.items():
        if not isinstance(key, str) or not _KEY.fullmatch(key) or seen > MOST_STATEMENTS:
            continue
        for one in value[:MOST_STATEMENTS] if isinstance(value, list) else [value]:
            seen += 1
            name = f"{above}{key}".lower()
            if isinstance(one, dict):
                if depth > 1:
                    yield from _said(dict(list(one.items())[:20]), f"{name}.", depth - 1)
            elif text := tidy(_text(one)):
                yield Statement(Origin.FRONT_MATTER, name, text)


def _text(value: Any) -> str:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    return "" if isinstance(value, list | dict) else str(value)
