"""Limits of messages and their embeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.discord.limits.components import components_broken
from tests.discord.limits.text import address, count, length, part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CONTENT = 2000
NONCE = 25
FILES = 10
LAYOUT_FLAG = 1 << 15  # components V2
EMBEDS = 10
EMBED_TITLE = 256
EMBED_DESCRIPTION = 4096
EMBED_FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1024
FOOTER = 2048
AUTHOR = 256
EMBEDS_TOTAL = 6000  # characters in all embeds of a message together


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


def embeds_broken(embeds: list[Mapping[str, Any]]) -> Iterator[str]:
    """Check the embeds of one message."""
    yield from count("embeds", embeds, EMBEDS)
    for number, embed in enumerate(embeds):
        yield from _embed(f"embeds[{number}]", embed)
    total = sum(_size(embed) for embed in embeds)
    if total > EMBEDS_TOTAL:
        yield f"embeds have {total} characters together, {EMBEDS_TOTAL} at most"


def _embed(where: str, embed: Mapping[str, Any]) -> Iterator[str]:
    yield from length(f"{where}.title", embed.get("title"), EMBED_TITLE)
    yield from length(f"{where}.description", embed.get("description"), EMBED_DESCRIPTION)
    yield from length(f"{where}.footer.text", part(embed, "footer").get("text"), FOOTER)
    yield from length(f"{where}.author.name", part(embed, "author").get("name"), AUTHOR)
    yield from address(f"{where}.url", embed.get("url"))
    for image in ("image", "thumbnail"):
        yield from address(f"{where}.{image}.url", part(embed, image).get("url"), attachment=True)
    fields = embed.get("fields") or []
    yield from count(f"{where}.fields", fields, EMBED_FIELDS)
    for number, field in enumerate(fields):
        yield from length(f"{where}.fields[{number}].name", field.get("name"), FIELD_NAME, least=1)
        yield from length(f"{where}.fields[{number}].value", field.get("value"), FIELD_VALUE, least=1)


def _size(embed: Mapping[str, Any]) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [part(embed, "footer").get("text"), part(embed, "author").get("name")]
    for field in embed.get("fields") or []:
        texts += [field.get("name"), field.get("value")]
    return sum(len(text) for text in texts if isinstance(text, str))
