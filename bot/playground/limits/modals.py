"""Limits of modals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.playground.limits.components import CUSTOM_ID, OPTIONS, SELECTS, Kind, walk
from bot.playground.limits.text import count, length, repeated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TITLE = 45
PARTS = 5
LABEL = 45
LABEL_DESCRIPTION = 100
INPUT_PLACEHOLDER = 100
INPUT_VALUE = 4000
UPLOADS = 10
# What a form holds: fields in labels, text between them. Rows are the form before labels.
_PARTS = frozenset({Kind.ACTION_ROW, Kind.TEXT_DISPLAY, Kind.LABEL})
_FIELDS = SELECTS | {Kind.TEXT_INPUT, Kind.FILE_UPLOAD, Kind.RADIO_GROUP, Kind.CHECKBOX_GROUP, Kind.CHECKBOX}


def modal_broken(modal: Mapping[str, Any]) -> Iterator[str]:
    """Check a modal to be shown."""
    parts = list(modal.get("components") or [])
    yield from length("modal title", modal.get("title"), TITLE, least=1)
    yield from length("modal custom_id", modal.get("custom_id"), CUSTOM_ID, least=1)
    yield from count("modal components", parts, PARTS, least=1)
    every = list(walk(parts))
    yield from repeated("custom_id", [one["custom_id"] for one in every if one.get("custom_id")])
    for one in parts:
        if one.get("type") not in _PARTS:
            yield f"a component of type {one.get('type')!r} stands in a modal outside a label"
    for one in every:
        if one.get("type") in _FIELDS:
            yield from _field(one)
        if one.get("type") == Kind.LABEL:
            inside = one.get("component") or {}
            if inside.get("type") not in _FIELDS:
                yield "a modal label holds no field"
            yield from length("modal label", one.get("label"), LABEL, least=1)
            yield from length("modal label description", one.get("description"), LABEL_DESCRIPTION)
        elif one.get("type") == Kind.TEXT_INPUT:
            yield from length("text input label", one.get("label"), LABEL)
            yield from length("text input placeholder", one.get("placeholder"), INPUT_PLACEHOLDER)
            yield from length("text input value", one.get("value"), INPUT_VALUE)


def _field(one: Mapping[str, Any]) -> Iterator[str]:
    yield from length("custom_id", one.get("custom_id"), CUSTOM_ID, least=1)
    if one.get("disabled"):
        yield "a field of a modal is disabled"
    least, most = one.get("min_values"), one.get("max_values")
    limit = UPLOADS if one.get("type") == Kind.FILE_UPLOAD else OPTIONS
    if most is not None and not 1 <= int(most) <= limit:
        yield f"max_values is {most}, 1 to {limit} allowed"
    if least is not None and not 0 <= int(least) <= min(limit, limit if most is None else int(most)):
        yield f"min_values is {least} with max_values {most}"
    if least == 0 and one.get("required", True) and one.get("type") in SELECTS:
        yield "a required select of a modal has min_values 0"
