"""Limits of a message as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.playground.limits.components import components_broken
from bot.playground.limits.embeds import embeds_broken
from bot.playground.limits.text import count, length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CONTENT = 2000
NONCE = 25
FILES = 10
LAYOUT_FLAG = 1 << 15  # components V2


def message_broken(body: Mapping[str, Any], files: int, *, edit: bool = False) -> Iterator[str]:
    """Check a message to send, or the fields of one that an edit changes; `files` counts its uploads."""
    content, embeds = body.get("content"), list(body.get("embeds") or [])
    components = list(body.get("components") or [])
    layout = bool(int(body.get("flags") or 0) & LAYOUT_FLAG)
    yield from length("content", content, CONTENT)
    yield from length("nonce", None if body.get("nonce") is None else str(body["nonce"]), NONCE)
    yield from count("files", range(files), FILES)
    yield from embeds_broken(embeds)
    # An edit need not repeat the flag: whether the message has it is the model's to know.
    if layout or not edit:
        yield from components_broken(components, layout=layout)
    if layout:
        beside = [name for name in ("content", "embeds", "poll", "sticker_ids") if body.get(name)]
        if beside:
            yield f"{' and '.join(beside)} beside the components V2 flag"
    extras = [body.get(name) for name in ("poll", "sticker_ids", "message_snapshots")]
    if not edit and not any([str(content or "").strip(), embeds, components, files, *extras, _forwards(body)]):
        yield "the message is empty"


def _forwards(body: Mapping[str, Any]) -> bool:
    reference = body.get("message_reference")
    return isinstance(reference, dict) and reference.get("type") == 1
