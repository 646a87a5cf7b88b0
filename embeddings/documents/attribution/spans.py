"""Whose words a stretch inside a block is: quotation marks, and who is said to speak in them."""

from __future__ import annotations

import re
import threading
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cachetools import LRUCache, cached

from embeddings.documents.attribution.marks import is_dialogue, quoted
from embeddings.documents.attribution.names import family_of, inside_sentences, name_pattern, plausible
from embeddings.documents.attribution.saying import Subject, credited_in, last_sentence, subjects
from embeddings.documents.attribution.signed import bracketed_notes
from embeddings.documents.document import UNATTRIBUTED, Attribution, BlockKind, Role
from embeddings.text.languages import pattern_of, words

if TYPE_CHECKING:
    from embeddings.documents.attribution.marks import Quoted
    from embeddings.documents.document import Outline

Span = tuple[int, int]

FEWEST_WORDS = 4  # in quotation marks; fewer are the writer's irony, or a name
NEAR = 160  # characters after a quotation that tell whose it is
_OPEN = (Role.AUTHOR, Role.UNKNOWN, Role.FOOTNOTE)
_EDGE = " \t\n\"“”„«»‘’'.,;:!?…()[]^0123456789*"
_WORD = re.compile(r"[^\W\d_](?:[\w’-]*\w)?")
_LATE = 60  # characters between a quotation's end and the name after it


def attribute_span(text: str, outline: Outline, span: Span, author: str | None = None) -> Attribution:
    """Return whose words ``text[span]`` is: those of its block, or of whom the block quotes there."""
    at = bisect_right(outline, span[0], key=lambda entry: entry[0].end)
    touched = outline[at : bisect_left(outline, span[1], lo=at, key=lambda entry: entry[0].start)]
    if len(touched) != 1:  # of several the first that is no heading
        told = [one for entry, one in touched if entry.kind is not BlockKind.HEADING]
        return next(iter(told or [one for _, one in touched]), UNATTRIBUTED)
    block, whose = outline[at]
    for (start, end), signed in bracketed_notes(text, block.start, block.end, author):
        if start <= span[0] and span[1] <= end:
            return signed
    if whose.role not in _OPEN or _is_dialogue(text, outline):
        return whose
    found = _said_in(text, (block.start, block.end), span, outline[at - 1][0].start if at else block.start)
    if found is None or found.own:
        return whose
    if found.name and author and family_of(found.name) == family_of(author):
        return Attribution(Role.AUTHOR, author)
    return Attribution(Role.QUOTED, found.name)


def _said_in(text: str, block: Span, span: Span, earlier: int) -> Subject | None:
    """Return who speaks in the quotation marks around a span, with no name where none is given; None: no marks."""
    stretches = quoted(text, *block)
    inside = next((one for one in stretches if _within(text, span, one)), None)
    if inside is None or not is_saying(text, inside):
        return None
    found = speaker_of(text, block, stretches, inside, earlier=earlier)
    return Subject(*span) if found is None else found


@cached(LRUCache(8), key=lambda text, _: text, lock=threading.Lock())
def _is_dialogue(text: str, outline: Outline) -> bool:
    return is_dialogue(text, [block for block, _ in outline])


def _within(text: str, span: Span, stretch: Quoted) -> bool:
    """Say whether a span lies between the marks, but for marks and numbers at its edges."""
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return stretch.start <= start and end <= stretch.end


def is_saying(text: str, stretch: Quoted) -> bool:
    """Say whether words in quotation marks are somebody's, and no title, name or irony."""
    found = re.findall(r"[^\W\d_][\w’'-]*", text[stretch.start : stretch.end])
    if len(found) < FEWEST_WORDS:
        return False
    long = [word for word in found if len(word) > 3]  # noqa: PLR2004 - "of", "and"
    titled = len(found) < 12 and bool(long) and all(word[0].isupper() for word in long)  # noqa: PLR2004 - longer than titles are
    return not titled


def speaker_of(
    text: str, block: Span, stretches: list[Quoted], stretch: Quoted, *, earlier: int
) -> Subject | None:
    """Return who is said to speak in a stretch of a block, by the sentence around it; None where nobody is.

    A pronoun stands for whom the block, or what stands before it from `earlier` on, last named as speaking.
    """
    around = [one for one in stretches if one is not stretch]
    past = [one for one in around if one.end <= stretch.start]
    fence = past[-1].end if past else block[0]
    start = max(last_sentence(text, fence, stretch.start), fence)
    after = _after(text, block, around, stretch)
    before = _named(text, start, stretch.start, text)
    broken = bool(past) and start == fence and stretch.start - fence < NEAR and is_saying(text, past[-1])
    if before is not None and (before.own or before.name):
        return before
    if after is not None:
        return after if after.own or after.name else resolved(text, earlier, block[0], stretch.start, after)
    if before is not None:
        return resolved(text, earlier, block[0], before.start, before)
    if broken:  # “In one respect,” he says, “nothing…”
        return speaker_of(text, block, stretches, past[-1], earlier=earlier)
    return None


def _named(text: str, start: int, end: int, whole: str) -> Subject | None:
    said = list(subjects(text, start, end, whole))
    named = [one for one in said if one.own or one.name] or [*said, *credited_in(text, start, end, whole)]
    return max(named, key=lambda one: one.start, default=None)


def _after(text: str, block: Span, around: list[Quoted], stretch: Quoted) -> Subject | None:
    """Return whom the words right after a stretch name: “…,” says Jo Field."""
    begin = min(block[1], stretch.end + 1)
    limit = min([block[1], begin + NEAR, *(one.start - 1 for one in around if one.start > stretch.end)])
    # A full stop before the closing mark, and a capital after it, begin another sentence.
    ended = text[max(0, stretch.end - 1)] in ".…" and text[stretch.end : stretch.end + 1] in "\"”»’'"
    found = next(subjects(text, begin, limit), None)
    if found is None or found.start - begin > _LATE or re.search(r"[.;:!?]\s", text[begin : found.start]):
        return None
    follows_comma = text[max(0, stretch.end - 1)] in ",!?—–-" or text[begin : begin + 1] == ","
    return None if ended and not follows_comma else found


def resolved(text: str, earlier: int, start: int, at: int, pronoun: Subject) -> Subject:
    """Return whom a pronoun stands for: the only one of those who speak in the text whom the words before it name.

    They are looked for from `start`, the block's first character, and else from `earlier` on.
    """
    known = people(text)
    for first in (start, earlier):
        named = {
            family_of(known[word.casefold()]): known[word.casefold()]
            for word in _WORD.findall(text[first:at])
            if word[0].isupper() and word.casefold() in known
        }
        # Whoever is called by a full name there may be meant as well.
        full = (plausible(match[0], text) for match in _full_name().finditer(text, first, at))
        named |= {family_of(name): name for name in full if name and " " in name}
        if named:
            return replace(pronoun, name=named.popitem()[1]) if len(named) == 1 else pronoun
    return pronoun


@lru_cache(8)
def people(text: str) -> dict[str, str]:
    """Return those who are named in a text as speaking, or with a title, by family names in small letters."""
    found: dict[str, str] = {}
    inside = inside_sentences(text)
    names = [one.name for one in subjects(text, 0, len(text)) if one.name]
    names += [name for match in _titled().finditer(text) if (name := plausible(match["who"]))]
    for name in names:
        family = family_of(name)
        # "Furthermore" only ever begins a sentence.
        if " " not in name and name not in inside:
            continue
        if len(name) > len(found.get(family, "")):
            found[family] = name
    return found


@cache
def _full_name() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){name_pattern()}(?=[\s,’'])")


@cache
def _titled() -> re.Pattern[str]:
    titles = pattern_of(words("name_titles"))
    return re.compile(rf"(?<!\w)(?i:{titles})\.?\s+(?P<who>{name_pattern()})")
