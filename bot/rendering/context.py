"""What stands around a quote: a page of its document, the quote in bold, and buttons to turn the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from discord import ui

from bot.rendering.buttons import cite_button, page_button, source_button
from bot.rendering.entry import checked
from bot.rendering.parts import SILENT, framed
from bot.sending.limits import units
from bot.words import markdown
from bot.words.inert import inert_line
from bot.words.lists import shortened
from embeddings.documents.document import BlockKind
from embeddings.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.words import Phrases
    from embeddings.documents.document import Block, Outline
    from embeddings.quoting.answering.recall import Recalled
    from embeddings.quoting.quote import Quote, Span

# Part a document into pages around a quote: whole paragraphs where they fit, otherwise whole sentences.
#
# The page of the quote is number 0; those before it count down, those after it up.

PAGE_TEXT = 2600  # code units of markdown at most: a page that reads well, with room for what is said around it
MARKS = re.compile(r"[\\*_~|`<>\[\]@#:.+-]")  # what may need a backslash
LINE_BREAK = 2  # more than itself: the mark of a block quote
BOLD_LINE = 4
APART = "\n\n"  # stands between paragraphs where the document has something else than white space there
MOST_APART = 40  # characters of white space that are shown as they are
LONGEST_RUN = PAGE_TEXT // 10  # characters that fit into a page whatever they are: each a line, all bold


@dataclass(frozen=True, slots=True)
class Piece:
    """What is never parted: a paragraph, or a sentence of one that no page can hold."""

    block: Block
    start: int
    end: int  # of a sentence, where the next one begins
    size: int  # an upper bound of its markdown in code units, with what stands before the next one


@dataclass(frozen=True, slots=True)
class Page:
    """The paragraphs of one page, or the parts of them."""

    number: int
    blocks: tuple[Block, ...]
    spans: tuple[Span, ...]  # of the document's text; one alone where nothing is left out
    is_first: bool
    is_last: bool


def page_of(text: str, outline: Outline, quote: Span, number: int) -> Page | None:
    """Return a page of a document, None where the document does not reach so far."""
    pieces = list(_pieces(text, outline, quote))
    inside = [at for at, piece in enumerate(pieces) if piece.start < quote[1] and quote[0] < piece.end]
    if not inside:
        return None
    first, stop = _around(pieces, inside[0], inside[-1] + 1)
    for _ in range(number):
        first, stop = stop, _forward(pieces, stop)
    for _ in range(-number):
        first, stop = _backward(pieces, first), first
    return _page(text, pieces, first, stop, number) if first < stop else None


def _page(text: str, pieces: Sequence[Piece], first: int, stop: int, number: int) -> Page:
    spans: list[Span] = []
    for piece in pieces[first:stop]:
        if spans and _joined(text, spans[-1][1], piece.start):
            spans[-1] = (spans[-1][0], piece.end)
        else:
            spans.append((piece.start, piece.end))
    trimmed = tuple((start, start + len(text[start:end].rstrip())) for start, end in spans)
    blocks = tuple(dict.fromkeys(piece.block for piece in pieces[first:stop]))
    return Page(number, blocks, trimmed, is_first=first == 0, is_last=stop == len(pieces))


def _joined(text: str, end: int, start: int) -> bool:
    """Say whether the document has nothing but a little white space between two places."""
    return start - end <= MOST_APART and not text[end:start].strip()


def _around(pieces: Sequence[Piece], first: int, stop: int) -> tuple[int, int]:
    """Return the pieces around a quote, as much before as after it; of one too long, those it begins with."""
    size = sum(piece.size for piece in pieces[first:stop])
    if size > PAGE_TEXT:
        return first, _forward(pieces, first)
    before = after = 0
    while True:
        leads = first > 0 and size + pieces[first - 1].size <= PAGE_TEXT
        follows = stop < len(pieces) and size + pieces[stop].size <= PAGE_TEXT
        if follows and (after <= before or not leads):
            after += pieces[stop].size
            size += pieces[stop].size
            stop += 1
        elif leads:
            first -= 1
            before += pieces[first].size
            size += pieces[first].size
        else:
            return first, stop


def _forward(pieces: Sequence[Piece], first: int) -> int:
    size, stop = 0, first
    while stop < len(pieces) and (size := size + pieces[stop].size) <= PAGE_TEXT:
        stop += 1
    return stop


def _backward(pieces: Sequence[Piece], stop: int) -> int:
    size, first = 0, stop
    while first > 0 and (size := size + pieces[first - 1].size) <= PAGE_TEXT:
        first -= 1
    return first


def _pieces(text: str, outline: Outline, quote: Span) -> Iterator[Piece]:
    blocks = [block for block, _ in outline if block.kind is not BlockKind.FURNITURE and block.start < block.end]
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        between = text[block.end : after.start] if after and _joined(text, block.end, after.start) else APART
        apart = _size(between)
        size = _size(text[block.start : block.end], bold=_meet(quote, block.start, block.end))
        if size + apart <= PAGE_TEXT:
            yield Piece(block, block.start, block.end, size + apart)
            continue
        starts = [start for start, _ in sentences(text, block.start, block.end)]
        for start, end in zip(starts, [*starts[1:], block.end], strict=True):
            for left, right in _runs(text, start, end, quote):
                yield Piece(block, left, right, _size(text[left:right], bold=_meet(quote, left, right)) + apart)


def _runs(text: str, start: int, end: int, quote: Span) -> Iterator[Span]:
    """Cut a sentence that no page can hold between words, or in a word that none can hold."""
    if _size(text[start:end], bold=_meet(quote, start, end)) + MOST_APART * (LINE_BREAK + 1) <= PAGE_TEXT:
        yield start, end
        return
    while end - start > LONGEST_RUN:
        space = max((match.end() for match in re.finditer(r"\s+", text[start : start + LONGEST_RUN])), default=0)
        cut = start + (space or LONGEST_RUN)
        yield start, cut
        start = cut
    yield start, end


def _meet(quote: Span, start: int, end: int) -> bool:
    return start < quote[1] and quote[0] < end


def _size(part: str, *, bold: bool = False) -> int:
    """Return a bound of how long a text becomes as a part of a block quote."""
    lines = part.count("\n")
    return units(part) + len(MARKS.findall(part)) + lines * LINE_BREAK + (lines + 1) * BOLD_LINE * bold


# Characters, once they are inert. Even if each took a backslash, a page and all of these are less than a message.
TITLE_SHOWN, PLACE_SHOWN, CITATION_SHOWN = 100, 250, 200


@dataclass(frozen=True, slots=True)
class Surroundings:
    """One page around a quote, its texts in markdown."""

    quote: Quote
    page: Page
    head: str
    words: str
    foot: str


def surroundings(recalled: Recalled, number: int, phrases: Phrases) -> Surroundings | None:
    """Return a page around a quote, number 0 the quote's own; None where the document does not reach so far.

    Raises:
        NotVerbatim: the words would not be shown to the character.

    """
    quote = recalled.quote
    page = page_of(recalled.text, recalled.outline, (quote.start, quote.end), number)
    if page is None:
        return None
    title = _line(str(quote.citation.csl.get("title") or ""), TITLE_SHOWN) or _line(quote.document, TITLE_SHOWN)
    place = _line(" · ".join(_place(recalled, page, phrases)), PLACE_SHOWN)
    head = [markdown.bold(title), *([markdown.subtext(place)] if place else [])]
    foot = [markdown.subtext(_line(quote.citation.short, CITATION_SHOWN))]
    if recalled.changed:
        foot.append(markdown.subtext(phrases("document-changed")))
    return Surroundings(quote, page, "\n".join(head), _words(recalled, page), "\n".join(foot))


def context_view(shown: Surroundings, kept_id: str, number: int, phrases: Phrases) -> ui.LayoutView:
    """Return the message that shows a page; `number` is the quote's place among those of the answer."""
    at = shown.page.number
    turning = [
        page_button(kept_id, number, at - 1, "back", phrases, disabled=shown.page.is_first),
        page_button(kept_id, number, 0, "to-quote", phrases, disabled=at == 0),
        page_button(kept_id, number, at + 1, "on", phrases, disabled=shown.page.is_last),
    ]
    source = source_button(shown.quote.citation, phrases)
    below = [*turning, cite_button(kept_id, number, phrases), *([source] if source else [])]
    texts = [ui.TextDisplay[Any](text) for text in (shown.head, shown.words, shown.foot)]
    return framed([[texts[0]], [texts[1]], [texts[2], ui.ActionRow[Any](*below)]], SILENT)


def _words(recalled: Recalled, page: Page) -> str:
    quote = recalled.quote
    shown = []
    for start, end in page.spans:
        left, right = max(start, quote.start), min(end, quote.end)
        strong = [(left - start, right - start)] if left < right else []
        shown.append(checked(quote.document, recalled.text[start:end], start, strong))
    return f"\n{markdown.QUOTED}\n".join(shown)


def _line(text: str, most: int) -> str:
    return shortened(inert_line(" ".join(text.split())), most)


def _place(recalled: Recalled, page: Page, phrases: Phrases) -> list[str]:
    """Return where a page stands: pages, paragraphs and the section it begins in, as far as the document tells."""
    parts = (part(recalled, page, phrases) for part in (_pages, _paragraphs, _section))
    return [part for part in parts if part]


def _pages(recalled: Recalled, page: Page, phrases: Phrases) -> str:
    named = [block.page for block in page.blocks if block.page is not None]
    if not named and page.number == 0 and recalled.quote.citation.locator.page:
        named = [recalled.quote.citation.locator.page]
    if not named:
        return ""
    if named[0] == named[-1]:
        return phrases("place-page", page=named[0])
    return phrases("place-pages", first=named[0], last=named[-1])


def _paragraphs(recalled: Recalled, page: Page, phrases: Phrases) -> str:
    named = [block.number for block in page.blocks if block.number is not None]
    if not named:
        return ""
    count = max(block.number or 0 for block, _ in recalled.outline)
    if named[0] == named[-1]:
        return phrases("place-paragraph", number=named[0], count=count)
    return phrases("place-paragraphs", first=named[0], last=named[-1], count=count)


def _section(recalled: Recalled, page: Page, phrases: Phrases) -> str:
    """Name the last heading above a page's first words; the title of the whole is none."""
    above = [
        block
        for block, _ in recalled.outline
        if block.kind is BlockKind.HEADING and block.start <= page.spans[0][0] and not _is_title(block)
    ]
    if not above:
        return ""
    words = " ".join(recalled.text[above[-1].start : above[-1].end].strip("# ").split())
    return phrases("section", title=words)


def _is_title(heading: Block) -> bool:
    return heading.level == 1
