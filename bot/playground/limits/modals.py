"""Limits of modals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.playground.limits.components import CUSTOM_ID, Kind, walk
from bot.playground.limits.text import count, length, repeated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TITLE = 45
PARTS = 5
LABEL = 45
LABEL_DESCRIPTION = 100
INPUT_PLACEHOLDER = 100
INPUT_VALUE = 4000


def modal_broken(modal: Mapping[str, Any]) -> Iterator[str]:
    """Check a modal to be shown."""
    parts = list(modal.get("components") or [])
    yield from length("modal title", modal.get("title"), TITLE, least=1)
    yield from length("modal custom_id", modal.get("custom_id"), CUSTOM_ID, least=1)
    yield from count("modal components", parts, PARTS, least=1)
    every = list(walk(parts))
    yield from repeated("custom_id", [one["custom_id"] for one in every if one.get("custom_id")])
    for one in every:
        if one.get("type") == Kind.LABEL:
            yield from length("modal label", one.get("label"), LABEL, least=1)
            yield from length("modal label description", one.get("description"), LABEL_DESCRIPTION)
        elif one.get("type") == Kind.TEXT_INPUT:
            yield from length("custom_id", one.get("custom_id"), CUSTOM_ID, least=1)
            yield from length("text input label", one.get("label"), LABEL)
            yield from length("text input placeholder", one.get("placeholder"), INPUT_PLACEHOLDER)
            yield from length("text input value", one.get("value"), INPUT_VALUE)
