"""Where a phrase stands: under each document its places, every one in its context with the phrase lit."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.constrain import Constrain
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.terminal.answer import READABLE, UNDER_THE_QUOTE, Barred, Note
from bot.words import say, terminal_phrases
from bot.words.inert import inert, inert_line
from bot.words.notes import place
from bot.words.verdicts import beneath, remarks, verdict
from embeddings.quoting.checking.verifying import Verdict
from embeddings.quoting.citing.styles.composing import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from embeddings.quoting.checking.finding import Occurrence, Occurrences
    from embeddings.quoting.checking.verifying import Verification, Verified

# What is said of the places where a phrase stands.


def work_of(match: Occurrence) -> str:
    """Return the short citation of the work that a place is in."""
    return render({**match.citation.csl, "id": match.document}, style="short")


def place_of(match: Occurrence) -> str:
    """Return the page and paragraph of a place, or the character it begins at where it has neither."""
    return place(match.citation.locator, terminal_phrases()) or say("short-character", start=match.start)


def tally(found: Occurrences) -> str:
    """Return how often a phrase occurs, and how to see what is not shown."""
    if not found.count:
        return say("find-nothing", phrase=found.phrase)
    told = say("find-tally", places=found.count, documents=found.documents)
    hidden = found.count - len(found.matches)
    told = f"{told} {say('find-hidden', hidden=hidden, places=found.count)}" if hidden else told
    return " ".join([told, *counted(found)])


def counted(found: Occurrences) -> list[str]:
    """Return in how many places of which authors and years a phrase stands, where there are several."""
    lines = []
    for name, counts in (("find-by-author", found.by_author), ("find-by-year", found.by_year)):
        if len(counts) > 1:
            first = sorted(counts, key=lambda one: -one[1])[:COUNTED]
            shown = sorted(first) if name == "find-by-year" else first
            lines.append(say(name, counts=", ".join(f"{one} ({places})" for one, places in shown)))
    return lines


INDENT = "    "
COUNTED = 8  # authors, or years, that are named


def occurrences_view(found: Occurrences) -> RenderableType:
    """Return what a terminal shows."""
    parts: list[RenderableType] = []
    for first, matches in _by_document(found):
        head = Text(f" {inert_line(work_of(first))}", style="heading", overflow="fold")
        parts.append(head.append(f"  {inert_line(first.document)}", style="faint"))
        table = Table.grid(padding=(0, 2))
        table.add_column(style="place", justify="right", no_wrap=True)
        table.add_column(overflow="fold")
        for match in matches:
            table.add_row(inert_line(place_of(match)), _in_context(match))
        parts.append(Padding(table, (0, 0, 1, 2)))
    foot = Text(f" {inert_line(tally(found))}", style="faint" if found.count else "silence")
    return Constrain(Padding(Group(*parts, foot), (1, 0)), READABLE)


def plain_occurrences(found: Occurrences) -> str:
    """Return the same as text without colours or wrapping, a place a line; ends with a line break."""
    parts = []
    for first, matches in _by_document(found):
        lines = [
            f"{INDENT}{place_of(match)}: {_line(match.before + match.text + match.after)}" for match in matches
        ]
        parts.append("\n".join([inert_line(f"{work_of(first)} ({first.document})"), *map(inert_line, lines)]))
    return "\n\n".join([*parts, inert_line(tally(found))]) + "\n"


def _by_document(found: Occurrences) -> Iterator[tuple[Occurrence, list[Occurrence]]]:
    for _, group in groupby(found.matches, key=lambda match: match.document):
        matches = list(group)
        yield matches[0], matches


def _in_context(match: Occurrence) -> Text:
    """Return a place on one line, the phrase lit."""
    text = Text(overflow="fold")
    for part, style in ((match.before, "faint"), (match.text, "highlight"), (match.after, "faint")):
        # White space at the edge of a part is what parts it from its neighbour.
        edges = [" " if edge.isspace() else "" for edge in (part[:1], part[-1:])]
        text.append(inert_line(_line(part).join(edges)), style=style)
    return text


def _line(text: str) -> str:
    return " ".join(text.split())


# A quotation beside its source: where it stands, and in what it differs.


STYLES = {Verdict.EXACT: "ok", Verdict.DIFFERS: "warn", Verdict.ABSENT: "silence"}
_MARKS = {"removed": ("[-", "-]"), "added": ("{+", "+}")}


def verification_view(verified: Verification) -> RenderableType:
    """Return what a terminal shows."""
    phrases = terminal_phrases()
    parts: list[RenderableType] = [Text(f" {inert_line(verdict(verified, phrases))}", style=_style(verified))]
    parts += [Text(f" {inert_line(one)}", style="faint") for one in remarks(verified, phrases)]
    parts.append(Text(""))
    for number, match in enumerate(verified.matches or verified.elsewhere, 1):
        text = Text(style="quote", overflow="fold")
        for part, style in _parts(match):
            text.append(part, style=style)
        notes = [Note(inert_line(line), "citation") for line in (*beneath(match, phrases), match.document)]
        parts.append(Barred(text, number, "bar.author"))
        parts.append(Padding(Group(*notes), (0, 0, 1, UNDER_THE_QUOTE)))
    return Constrain(Padding(Group(*parts), (1, 0)), READABLE)


def plain_verification(verified: Verification) -> str:
    """Return the same as text without colours; ends with a line break."""
    phrases = terminal_phrases()
    parts = ["\n".join(map(inert_line, (verdict(verified, phrases), *remarks(verified, phrases))))]
    for match in verified.matches or verified.elsewhere:
        notes = [f"{INDENT}{inert_line(line)}" for line in (*beneath(match, phrases), match.document)]
        parts.append("\n".join(["".join(part for part, _ in _parts(match)), *notes]))
    return "\n\n".join(parts) + "\n"


def _style(verified: Verification) -> str:
    """Return the colour of a verdict; what was openly left out or put in may have turned the meaning."""
    wrong = verified.turned or (verified.claimed is not None and not verified.claimed.holds) or verified.elsewhere
    return "warn" if wrong else STYLES[verified.verdict]


def _parts(match: Verified) -> Iterator[tuple[str, str | None]]:
    """Yield the source's text with what was quoted instead, each piece with its style."""
    at = match.start
    for change in match.difference:
        yield inert(match.text[at - match.start : change.start - match.start]), None
        for said, style in ((change.quoted, "removed"), (change.source, "added")):
            if said:
                opening, closing = _MARKS[style]
                # Words that only one of both has need a space of their own.
                before = " " if style == "removed" and change.start > match.start and not change.source else ""
                after = " " if style == "removed" and not before else ""
                yield f"{before}{opening}{inert_line(said)}{closing}{after}", style
        at = change.end
    yield inert(match.text[at - match.start :]), None
