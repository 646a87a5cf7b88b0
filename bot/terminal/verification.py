"""A quotation beside its source: where it stands, and in what it differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.constrain import Constrain
from rich.padding import Padding
from rich.text import Text

from bot.terminal.answer import READABLE, UNDER_THE_QUOTE
from bot.terminal.bar import Barred, Note
from bot.wording.inert import inert, inert_line
from bot.wording.verifying import verdict
from embeddings.quoting.verifying import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from embeddings.quoting.verifying import Verification, Verified

INDENT = "    "
STYLES = {Verdict.EXACT: "ok", Verdict.DIFFERS: "warn", Verdict.ABSENT: "silence"}
_MARKS = {"removed": ("[-", "-]"), "added": ("{+", "+}")}


def verification_view(verified: Verification) -> RenderableType:
    """Return what a terminal shows."""
    parts: list[RenderableType] = [Text(f" {inert_line(verdict(verified))}\n", style=STYLES[verified.verdict])]
    for number, match in enumerate(verified.matches, 1):
        text = Text(style="quote", overflow="fold")
        for part, style in _parts(match):
            text.append(part, style=style)
        notes = [Note(inert_line(line), "citation") for line in (match.citation.text, match.document)]
        parts.append(Barred(text, number, "bar.author"))
        parts.append(Padding(Group(*notes), (0, 0, 1, UNDER_THE_QUOTE)))
    return Constrain(Padding(Group(*parts), (1, 0)), READABLE)


def plain_verification(verified: Verification) -> str:
    """Return the same as text without colours; ends with a line break."""
    parts = [inert_line(verdict(verified))]
    for match in verified.matches:
        notes = [f"{INDENT}{inert_line(line)}" for line in (match.citation.text, match.document)]
        parts.append("\n".join(["".join(part for part, _ in _parts(match)), *notes]))
    return "\n\n".join(parts) + "\n"


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
