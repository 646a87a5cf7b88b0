"""An answer on a terminal: each quote beside a bar, its answering words lit, its citation below."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.constrain import Constrain
from rich.padding import Padding
from rich.text import Text

from bot.terminal.bar import Barred, Note
from bot.wording.inert import inert, inert_line
from bot.wording.lists import duration
from bot.wording.notes import ENGLISH, likelihood, quote_notes
from embeddings.documents.document import Role

if TYPE_CHECKING:
    from rich.console import RenderableType

    from embeddings.quoting.quote import Answer, Quote

READABLE = 96  # columns: longer lines read badly
UNDER_THE_QUOTE = 6  # columns: where the quote's own text begins


def answer_view(answer: Answer, heading: str | None = None) -> RenderableType:
    """Return what a terminal shows of an answer, under the question where several are answered."""
    time = duration(answer.timings_ms.get("total"))
    foot = [likelihood(answer.confidence), time] if answer.answered else [time]
    head = [Text(f" {inert_line(heading)}\n", style="heading")] if heading else []
    if answer.searched_for:
        told = ENGLISH("searched-for", text=inert_line(answer.searched_for))
        head.append(Text(f" {told}\n", style="faint"))
    if not answer.answered:
        head.append(_silence(answer))
    shown = answer.quotes if answer.answered else answer.nearest
    views = [quote_view(quote, number, near=not answer.answered) for number, quote in enumerate(shown, 1)]
    tail = Text(" " + " · ".join(part for part in foot if part), style="faint")
    return Constrain(Padding(Group(*head, *views, tail), (1, 0)), READABLE)


def quote_view(quote: Quote, number: int, *, near: bool = False) -> RenderableType:
    """Return one quote and what is said of it; in a passage that is merely `near`, nothing is lit."""
    bar = "bar.near" if near else "bar.author" if quote.role is Role.AUTHOR else "bar.other"
    notes = [Note(inert_line(line), kind) for kind, line in quote_notes(quote)]
    barred = Barred(quote_text(quote, lit=not near), number, bar)
    return Group(barred, Padding(Group(*notes), (0, 0, 1, UNDER_THE_QUOTE)))


def quote_text(quote: Quote, *, lit: bool = True) -> Text:
    """Return a quote, its highlights `lit` or not, with every active character replaced by a sign of it."""
    lights = [False] * len(quote.text)
    for start, end in quote.highlights if lit else ():
        lights[start - quote.start : end - quote.start] = [True] * (end - start)
    text = Text(style="quote", overflow="fold")
    for on, run in groupby(zip(quote.text, lights, strict=True), key=lambda pair: pair[1]):
        text.append(inert("".join(character for character, _ in run)), style="highlight" if on else None)
    return text


def _silence(answer: Answer) -> Text:
    near = ENGLISH("nearest" if answer.nearest else "nothing-near")
    return Text.assemble((f" {ENGLISH('no-answer')}\n", "silence"), (f" {near}\n", "faint"))
