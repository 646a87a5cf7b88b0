"""An answer on a terminal: how sure it is, then each quote beside a bar, its citation below."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.constrain import Constrain
from rich.padding import Padding
from rich.segment import Segment
from rich.text import Text

from bot.words import terminal_phrases
from bot.words.inert import inert, inert_line
from bot.words.lists import duration
from bot.words.notes import asides, by_document, is_doubtful, near_notes, quote_notes, verdict
from embeddings.documents.document import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from embeddings.quoting.quote import Answer, Quote

# Text beside a coloured bar, and notes under it, wrapped to the width that is left.

BAR = "┃"
NEAR = "bar.near"  # of what does not answer: nothing beside it is set off
GUTTER = 3  # columns for the number, right-aligned


class Barred:
    """A renderable: the number stands beside the first line, the bar beside every line."""

    def __init__(self, text: Text, number: int, style: str) -> None:
        self.text = text
        self.number = number
        self.style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        bar = console.get_style(self.style)
        number = bar if self.style == NEAR else console.get_style("number")
        edge = GUTTER + len(f" {BAR} ")
        width = max(1, options.max_width - edge)
        for at, line in enumerate(console.render_lines(self.text, options.update(width=width), pad=False)):
            label = str(self.number) if at == 0 else ""
            yield Segment(label.rjust(GUTTER), number)
            yield Segment(f" {BAR} ", bar)
            yield from line
            yield Segment.line()


class Note:
    """A renderable: a line wrapped so that a mark such as ``p.`` or ``¶`` stays with its number."""

    def __init__(self, line: str, style: str) -> None:
        self.line = line
        self.style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        # Rich breaks at any white space; the glue is none, and as wide as the space it stands for.
        glued = Text(_MARKED.sub(GLUE, self.line), style=self.style, overflow="fold")
        for line in glued.wrap(console, options.max_width):
            line.plain = line.plain.replace(GLUE, " ")
            yield line


GLUE = "\ue000"  # for private use: no document means anything by it
_MARKED = re.compile(r"(?<=\b[Pp]\.)\s(?=\w)|(?<=\bpp\.)\s(?=\w)|(?<=¶)\s(?=\d)|(?<=\b(?:No|no)\.)\s(?=\d)")


READABLE = 96  # columns: longer lines read badly
UNDER_THE_QUOTE = 6  # columns: where the quote's own text begins


def answer_view(
    answer: Answer, heading: str | None = None, history: Sequence[Mapping[str, str]] = ()
) -> RenderableType:
    """Return what a terminal shows of an answer, under the question where several are answered.

    `history` is what was said before the question.
    """
    phrases = terminal_phrases()
    time = duration(answer.timings_ms.get("total"), phrases)
    said = (inert_line(verdict(answer, phrases)), _sureness(answer))
    head = [Text(f"{inert_line(heading)}\n", style="heading")] if heading else []
    head.append(Text.assemble(said, (f" · {time}" if time else "", "faint")))
    head += [Text(inert_line(line), style="faint") for line in asides(answer, history, phrases)]
    views = [
        quote_view(answer.quotes[at], number, cited=again)
        for number, (at, again) in enumerate(by_document(answer.quotes), 1)
    ]
    views += [near_view(quote, number) for number, quote in enumerate(answer.nearest, 1)]
    return Constrain(Padding(Group(Padding(Group(*head), (0, 0, 1, 1)), *views), (1, 0, 0, 0)), READABLE)


def quote_view(quote: Quote, number: int, *, cited: bool = False, lit: bool = True) -> RenderableType:
    """Return one quote, its highlights `lit`, and what is said of it: less where one above has `cited` it all."""
    bar = "bar.author" if quote.role is Role.AUTHOR else "bar.other"
    notes = [Note(inert_line(line), kind) for kind, line in quote_notes(quote, terminal_phrases(), cited=cited)]
    return Group(
        Barred(quote_text(quote, lit=lit), number, bar), Padding(Group(*notes), (0, 0, 1, UNDER_THE_QUOTE))
    )


def near_view(quote: Quote, number: int) -> RenderableType:
    """Return a passage that does not answer: dim, with nothing lit, and little said of it."""
    notes = [Note(inert_line(line), "faint") for line in near_notes(quote, terminal_phrases())]
    text = quote_text(quote, lit=False)
    text.style = "faint"
    return Group(Barred(text, number, NEAR), Padding(Group(*notes), (0, 0, 1, UNDER_THE_QUOTE)))


def quote_text(quote: Quote, *, lit: bool = True) -> Text:
    """Return a quote, its highlights `lit` or not, with every active character replaced by a sign of it."""
    lights = [False] * len(quote.text)
    for start, end in quote.highlights if lit else ():
        lights[start - quote.start : end - quote.start] = [True] * (end - start)
    text = Text(style="quote", overflow="fold")
    for on, run in groupby(zip(quote.text, lights, strict=True), key=lambda pair: pair[1]):
        text.append(inert("".join(character for character, _ in run)), style="highlight" if on else None)
    return text


def _sureness(answer: Answer) -> str:
    if not answer.answered:
        return "silence"
    return "warn" if is_doubtful(answer) else "ok"
