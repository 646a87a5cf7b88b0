"""Split a document into passages: what is embedded, found and quoted from.

Passages are cut at paragraph and sentence edges, never hold furniture, never mix two speakers or two sections,
and together hold all other text once. Each fits the model's window by the count of the model's own tokenizer.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from embeddings.documents.document import UNATTRIBUTED, Attribution, Block, BlockKind, Document
from embeddings.text.sentences import parted, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from embeddings.documents.record.record import Record

# Cut a passage into windows: the few sentences whose vector finds it.
#
# A passage long enough to be read is too long for one vector: what it says in one place drowns in the rest. So
# words
# are looked for in passages and meaning in windows; on the development sets that puts a right passage first 8
# points
# in 100 more often than either size does for both.

_ABOUT_ITSELF = (BlockKind.METADATA, BlockKind.HEADING)


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences ``[first, stop)`` of a passage."""

    first: int
    stop: int
    head: bool = False  # nothing in it but title, byline, source line and the like


@dataclass(frozen=True, slots=True)
class Measured:
    """A sentence's tokens and the block it stands in."""

    tokens: int
    kind: BlockKind
    block: int  # where the block starts


def windows_of(sentences: Sequence[Measured], headings: int, budget: int) -> tuple[Window, ...]:
    """Return windows that hold each sentence once, none above `budget` tokens unless one sentence is.

    So many leading `headings` go with what follows them, beyond the budget if need be: alone they say little.
    """
    windows: list[Window] = []
    for first, stop in _segments(sentences, headings):
        lead = first + (headings if first == 0 and stop > headings else 0)
        for at, end in _runs([sentence.tokens for sentence in sentences[lead:stop]], budget):
            start = first if at == 0 else lead + at
            kinds = {sentence.kind for sentence in sentences[start : lead + end]}
            windows.append(Window(start, lead + end, head=kinds.issubset(_ABOUT_ITSELF)))
    return tuple(windows)


def _segments(sentences: Sequence[Measured], headings: int) -> Iterator[tuple[int, int]]:
    """Yield runs of sentences that may share a window: a note is no context for another, nor a head for a text."""
    start = 0
    for at in range(max(1, headings + 1), len(sentences)):
        before, here = sentences[at - 1], sentences[at]
        another_note = here.kind is BlockKind.FOOTNOTE and here.block != before.block
        if another_note or (before.kind is BlockKind.METADATA) != (here.kind is BlockKind.METADATA):
            yield start, at
            start = at
    if sentences:
        yield start, len(sentences)


def _runs(sizes: Sequence[int], budget: int) -> Iterator[tuple[int, int]]:
    """Yield runs within the budget, of about equal size."""
    total = sum(sizes)
    target = total / -(-total // budget) if total else budget
    start = size = 0
    for at, tokens in enumerate(sizes):
        fuller = size + tokens
        if at > start and (fuller > budget or fuller - target > target - size):
            yield start, at
            start, size = at, 0
        size += tokens
    if sizes:
        yield start, len(sizes)


Span = tuple[int, int]

SECTION_SEPARATOR = " › "
_NEVER = (BlockKind.FURNITURE, BlockKind.BREAK)


class Tokens(Protocol):
    """The model's tokenizer, as far as splitting needs it."""

    def count(self, texts: Sequence[str], /) -> list[int]:
        """Return each text's number of tokens."""

    def spans(self, text: str, /) -> list[Span]:
        """Return each token's characters ``[start, end)``."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters ``[start, end)`` of a document, with what a citation of them needs."""

    start: int
    end: int
    sentences: tuple[Span, ...]  # whole sentences, in order; a piece of a very long one still names all of it
    attribution: Attribution
    headings: int = 0  # so many of the sentences are headings standing first
    section: str | None = None
    paragraph: int | None = None  # of the first numbered block in it
    page: str | None = None
    continues: bool = False  # the text of the passage before: same speaker, same section, nothing between
    windows: tuple[Window, ...] = ()  # each sentence is in one of them

    def parted(self, text: str, sentences: Sequence[Span]) -> list[Span]:
        """Return some of its sentences as they are read and quoted, the long ones parted; `text` is the passage's.

        Of a sentence that is longer than the passage, nothing is parted: the rest of it stands elsewhere.
        """
        result: list[Span] = []
        for start, end in sentences:
            if self.start <= start and end <= self.end:
                inner = parted(text, [(start - self.start, end - self.start)])
                result += [(left + self.start, right + self.start) for left, right in inner]
            else:
                result.append((start, end))
        return result

    def span(self, window: Window) -> Span:
        """Return the characters of a window; of a sentence longer than a passage, those in this one."""
        first, last = self.sentences[window.first], self.sentences[window.stop - 1]
        return max(self.start, first[0]), min(self.end, last[1])


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, or a piece of one that is longer than a passage may be."""

    start: int
    end: int
    sentence: Span
    tokens: int
    block: Block


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Blocks that may share a passage."""

    blocks: tuple[Block, ...]
    headings: int  # so many of them, standing first, are headings
    attribution: Attribution
    section: str | None


def context_of(record: Record, passage: Passage) -> str:
    """Return the words a passage is found by beside its own: the document's title and the section's heading."""
    return "\n".join(part for part in (record.title, passage.section) if part)


def passages_of(
    document: Document, attributions: Sequence[Attribution], tokens: Tokens, budget: int, window: int = 64
) -> list[Passage]:
    """Return the document's passages in order, none above `budget` tokens (special tokens left out).

    Their windows are of about `window` tokens, or of one sentence.
    """
    result: list[Passage] = []
    for stretch in _stretches(document, attributions):
        units = [_units(document, block, tokens, budget) for block in stretch.blocks]
        heading_units = sum(len(block) for block in units[: stretch.headings])
        for number, packed in enumerate(_pack(units, budget)):
            headings = heading_units if number == 0 else 0
            result.append(_passage(packed, stretch, headings, continues=number > 0, window=window))
    return result


def _stretches(document: Document, attributions: Sequence[Attribution]) -> Iterator[_Stretch]:
    head_end = document.head[-1].end if document.head else 0
    headings: list[Block] = []  # waiting for the text they stand over
    body: list[Block] = []
    whose = UNATTRIBUTED
    path: list[tuple[int, str]] = []  # the headings that stand over what follows, by level
    section: str | None = None
    for block, attribution in zip(document.blocks, attributions, strict=True):
        heading = block.kind is BlockKind.HEADING and block.start >= head_end
        # A passage is one run of text: what is never in one ends it, be it only a heading so far.
        ends = block.kind in _NEVER and bool(headings)
        if ends or (body and (heading or block.kind in _NEVER or attribution != whose)):
            yield _Stretch((*headings, *body), len(headings), whose, section)
            headings, body = [], []
        if block.kind in _NEVER:
            if block.level is not None:  # a heading that cannot be read ends a section all the same
                path = [part for part in path if part[0] < block.level]
                section = SECTION_SEPARATOR.join(name for _, name in path) or None
            continue
        if heading:
            headings.append(block)
            path = _below(path, block, document)
            section = SECTION_SEPARATOR.join(name for _, name in path) or None
        else:
            body.append(block)
        whose = attribution
    if headings or body:
        yield _Stretch((*headings, *body), len(headings), whose, section)


def _below(path: list[tuple[int, str]], heading: Block, document: Document) -> list[tuple[int, str]]:
    """Return the path of headings from a heading on: it ends those of its own level and below."""
    level = heading.level or 2
    name = " ".join(document.slice(heading).strip("# ").split())
    # The title of the whole is no section of it.
    return [*(part for part in path if part[0] < level), *([(level, name)] if level > 1 else [])]


def _units(document: Document, block: Block, tokens: Tokens, budget: int) -> list[_Unit]:
    found = sentences(document.text, block.start, block.end)
    counts = tokens.count([document.text[start:end] for start, end in found])
    units = []
    for sentence, count in zip(found, counts, strict=True):
        pieces = [sentence] if count <= budget else _pieces(document.text, sentence, tokens, budget)
        sizes = [count] if len(pieces) == 1 else tokens.count([document.text[a:b] for a, b in pieces])
        units += [_Unit(*piece, sentence, size, block) for piece, size in zip(pieces, sizes, strict=True)]
    return units


def _pieces(text: str, sentence: Span, tokens: Tokens, budget: int) -> list[Span]:
    """Cut a sentence that no passage can hold, after a clause or between words where there is one."""
    start, end = sentence
    spans = tokens.spans(text[start:end])
    cuts = [0]
    while len(spans) - cuts[-1] > budget:
        reach = range(cuts[-1] + budget, cuts[-1] + budget // 2, -1)
        before = {at: text[start + spans[at - 1][1] - 1 : start + spans[at][0]] for at in reach}
        clause = next((at for at in reach if before[at][:1] in ",;:–—" and before[at][1:].isspace()), None)
        word = next((at for at in reach if before[at][1:].isspace()), None)
        cuts.append(clause or word or cuts[-1] + budget)
    edges = [start, *(start + spans[at][0] for at in cuts[1:]), end]
    ends = [(left, left + len(text[left:right].rstrip())) for left, right in pairwise(edges)]
    pieces = [(left, right) for left, right in ends if left < right]
    # The rest of a word that was cut in two can be worth more tokens on its own than inside the word.
    counts = tokens.count([text[left:right] for left, right in pieces])
    fitting: list[Span] = []
    for piece, count in zip(pieces, counts, strict=True):
        smaller = max(1, budget * budget // (count + 1))
        fitting += [piece] if count <= budget or piece == sentence else _pieces(text, piece, tokens, smaller)
    return fitting


def _pack(blocks: list[list[_Unit]], budget: int) -> Iterator[list[_Unit]]:
    """Fill passages with whole blocks; part a block only if it is larger than a passage, and then evenly."""
    current: list[_Unit] = []
    for block in blocks:
        size = sum(unit.tokens for unit in block)
        used = sum(unit.tokens for unit in current)
        if used + size <= budget:
            current += block
            continue
        if current and size <= budget:
            yield current
            current = list(block)
            continue
        # A short beginning, such as a heading, goes along with the long block after it.
        if used > budget // 4:
            yield current
            current = []
        *full, current = _even(current + block, budget)
        yield from full
    if current:
        yield current


def _even(units: list[_Unit], budget: int) -> list[list[_Unit]]:
    """Part units into runs within the budget, of about equal size."""
    total = sum(unit.tokens for unit in units)
    target = total / -(-total // budget) if total else budget
    parts: list[list[_Unit]] = [[]]
    size = 0
    for unit in units:
        # Over the target by less than under it is the better place to cut, if the budget allows.
        fuller = size + unit.tokens
        if parts[-1] and (fuller > budget or fuller - target > target - size):
            parts.append([])
            size = 0
        parts[-1].append(unit)
        size += unit.tokens
    return parts


def _passage(units: list[_Unit], stretch: _Stretch, headings: int, *, continues: bool, window: int) -> Passage:
    named = [unit.block.number for unit in units if unit.block.number is not None]
    measured: dict[Span, Measured] = {}
    for unit in units:
        tokens = unit.tokens + (measured[unit.sentence].tokens if unit.sentence in measured else 0)
        measured[unit.sentence] = Measured(tokens, unit.block.kind, unit.block.start)
    whole = tuple(measured)
    return Passage(
        start=units[0].start,
        end=units[-1].end,
        sentences=whole,
        attribution=stretch.attribution,
        headings=min(headings, len(whole)),
        section=stretch.section,
        paragraph=named[0] if named else None,
        page=units[0].block.page,
        continues=continues,
        windows=windows_of(tuple(measured.values()), min(headings, len(whole)), window),
    )
