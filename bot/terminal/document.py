"""A document's record and outline, as a person wants to read them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.words import say, terminal_phrases
from bot.words.inert import inert_line
from bot.words.lists import listed
from bot.words.notes import EDITORS
from bot.words.reindexing import lost
from embeddings.documents.document import BlockKind, Role
from embeddings.documents.record.record import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from embeddings.documents.document import Attribution, Block
    from embeddings.documents.record.record import Record
    from embeddings.index.storage.store import StoredDocument
    from embeddings.report import Reading

# A document's blocks as the rows of an outline: one a heading, one a run of alike blocks between headings.

OPENING = 48  # characters shown of what a run begins with


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, or a run of blocks of one kind and one speaker."""

    label: str  # "heading", "paragraphs 4–7, p. 6"
    whose: str
    start: int
    end: int
    words: str  # a heading's, or those a run begins with
    depth: int  # how far it is indented: the level of the heading it stands under
    heading: bool = False


def outline_rows(view: StoredDocument) -> list[Row]:
    """Return a document's outline in order."""
    rows = []
    depth = 0
    for (kind, attribution), run in groupby(view.outline, key=lambda entry: (entry[0].kind, entry[1])):
        blocks = [block for block, _ in run]
        if kind is not BlockKind.HEADING:
            rows.append(_run(view.text, kind, attribution, blocks, depth))
            continue
        for block in blocks:
            depth = block.level or 1
            words = inert_line(" ".join(view.text[block.start : block.end].split()))
            rows.append(Row(_named(kind, 1), "", block.start, block.end, words, depth - 1, heading=True))
    return rows


def _run(text: str, kind: BlockKind, attribution: Attribution, blocks: Sequence[Block], depth: int) -> Row:
    first, last = blocks[0], blocks[-1]
    words = " ".join(text[first.start : first.end].split())
    opening = words if len(words) <= OPENING else words[: OPENING - 1].rsplit(" ", 1)[0] + " …"
    parts = [_label(kind, blocks), _pages(first.page, last.page)]
    label = ", ".join(part for part in parts if part)
    return Row(label, whose_words(kind, attribution), first.start, last.end, inert_line(opening), depth)


def _label(kind: BlockKind, blocks: Sequence[Block]) -> str:
    first, last = blocks[0].number, blocks[-1].number
    if first is None or last is None:
        count = len(blocks)
        return _named(kind, 1) if count == 1 else say("shown-blocks", count=count, kind=_named(kind, count))
    if first == last:
        return say("shown-block-numbered", kind=_named(kind, 1), first=first)
    return say("shown-blocks-numbered", kind=_named(kind, len(blocks)), first=first, last=last)


def _named(kind: BlockKind, count: int) -> str:
    return say(f"block-{kind.value.replace(' ', '-')}", count=count)


def _pages(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return ""
    return say("short-page", page=first) if first == last else say("short-pages", first=first, last=last)


def whose_words(kind: BlockKind, attribution: Attribution) -> str:
    """Return in a few words whose a block is, nothing where nobody speaks in it."""
    if kind in (BlockKind.BREAK, BlockKind.FURNITURE, BlockKind.METADATA):
        return ""
    # "The editors of …" says itself that they are the editors.
    plain = attribution.speaker and attribution.role in (Role.AUTHOR, Role.EDITOR)
    speaker = attribution.speaker or ""
    if speaker.startswith(EDITORS):
        speaker = say("voice-editors-of", publication=speaker.removeprefix(EDITORS))
    parts = ("" if plain else say(f"voice-{attribution.role.value}"), speaker)
    return inert_line(": ".join(part for part in parts if part))


LONGEST_OUTLINE = 300  # rows; --json has them all
WIDEST_SPEAKER = 27  # columns
SHA_SHOWN = 12


def document_view(view: StoredDocument, reading: Reading) -> RenderableType:
    """Return the document's names and size, what of it was not read, every claim with its origin, the outline."""
    title = view.record.csl.get(Field.TITLE) or view.path
    facts = [view.path, say("shown-characters", count=len(view.text)), f"sha256 {view.sha256[:SHA_SHOWN]}…"]
    parts: list[RenderableType] = [
        Text(inert_line(str(title)), style="heading"),
        Text(inert_line(" · ".join(facts)), style="faint", overflow="fold"),
        *(Text(sentence, style="warn") for sentence in lost(reading.losses, terminal_phrases())),
        _section(say("shown-record"), _claims(view.record)),
        _section(say("shown-outline"), _outline(view)),
    ]
    return Padding(Group(*parts), (1, 1))


def _section(title: str, body: RenderableType) -> RenderableType:
    return Padding(Group(Text(title, style="label"), Padding(body, (0, 0, 0, 2))), (1, 0, 0, 0))


def _claims(record: Record) -> RenderableType:
    if not record.claims:
        return Text(say("shown-nothing"), style="faint")
    contradicted = {conflict.field for conflict in record.conflicts}
    table = Table.grid(padding=(0, 2))
    for style in ("faint", None, "faint"):
        table.add_column(style=style, overflow="fold")
    for field in Field:
        for number, (value, origins) in enumerate(_values(record, field)):
            note = (
                Text(f"  {say('shown-not-used')}", style="conflict")
                if number and field in contradicted
                else Text()
            )
            named = say(f"field-{field.value.lower()}") if number == 0 else ""
            table.add_row(named, Text(inert_line(value)) + note, listed(origins, terminal_phrases()))
    return table


def _values(record: Record, field: Field) -> list[tuple[str, list[str]]]:
    """Return a field's different values with their origins, the one that won first."""
    claims = [claim for claim in record.claims if claim.field is field]
    claims.sort(key=lambda claim: record.csl.get(field) != claim.csl)
    values: dict[str, list[str]] = {}
    for claim in claims:
        origins = values.setdefault(claim.value, [])
        origin = say(f"origin-{claim.origin.name.lower().replace('_', '-')}")
        if origin not in origins:
            origins.append(origin)
    return list(values.items())


def _outline(view: StoredDocument) -> RenderableType:
    rows = outline_rows(view)
    spans = [say("shown-span", start=row.start, end=row.end) for row in rows]
    table = Table.grid(padding=(0, 2))
    # The words take what the others leave.
    table.add_column(style="place", justify="right", no_wrap=True, min_width=max(map(len, spans), default=0))
    table.add_column(no_wrap=True, min_width=max((len(row.label) for row in rows), default=0))
    whose = min(max((len(row.whose) for row in rows), default=0), WIDEST_SPEAKER)
    table.add_column(style="attribution", no_wrap=True, overflow="ellipsis", min_width=whose, max_width=whose)
    table.add_column(overflow="ellipsis", no_wrap=True)
    for span, row in zip(spans[:LONGEST_OUTLINE], rows, strict=False):
        style = "heading" if row.heading else "faint"
        words = Text("  " * row.depth + row.words, style=style, overflow="ellipsis", no_wrap=True)
        table.add_row(span, Text(row.label, style="faint" if row.heading else ""), row.whose, words)
    hidden = len(rows) - LONGEST_OUTLINE
    if hidden > 0:
        table.add_row("…", say("shown-more", count=hidden), "", Text(say("shown-in-json"), style="faint"))
    return table
