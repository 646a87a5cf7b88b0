"""Limits of embeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.playground.limits.text import address, count, length, part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

EMBEDS = 10
TITLE = 256
DESCRIPTION = 4096
FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1024
FOOTER = 2048
AUTHOR = 256
TOTAL = 6000  # characters in all embeds of a message together


def embeds_broken(embeds: list[Mapping[str, Any]]) -> Iterator[str]:
    """Check the embeds of one message."""
    yield from count("embeds", embeds, EMBEDS)
    for number, embed in enumerate(embeds):
        yield from _embed(f"embeds[{number}]", embed)
    total = sum(_size(embed) for embed in embeds)
    if total > TOTAL:
        yield f"embeds have {total} characters together, {TOTAL} at most"


def _embed(where: str, embed: Mapping[str, Any]) -> Iterator[str]:
    yield from length(f"{where}.title", embed.get("title"), TITLE)
    yield from length(f"{where}.description", embed.get("description"), DESCRIPTION)
    yield from length(f"{where}.footer.text", part(embed, "footer").get("text"), FOOTER)
    yield from length(f"{where}.author.name", part(embed, "author").get("name"), AUTHOR)
    yield from address(f"{where}.url", embed.get("url"))
    for image in ("image", "thumbnail"):
        yield from address(f"{where}.{image}.url", part(embed, image).get("url"), attachment=True)
    fields = embed.get("fields") or []
    yield from count(f"{where}.fields", fields, FIELDS)
    for number, field in enumerate(fields):
        yield from length(f"{where}.fields[{number}].name", field.get("name"), FIELD_NAME, least=1)
        yield from length(f"{where}.fields[{number}].value", field.get("value"), FIELD_VALUE, least=1)


def _size(embed: Mapping[str, Any]) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [part(embed, "footer").get("text"), part(embed, "author").get("name")]
    for field in embed.get("fields") or []:
        texts += [field.get("name"), field.get("value")]
    return sum(len(text) for text in texts if isinstance(text, str))
