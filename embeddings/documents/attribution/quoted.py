"""Quotations that stand apart: block quotations, paragraphs in quotation marks, what a colon announces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.documents.attribution.letters import is_salutation
from embeddings.documents.attribution.marks import OPENING, quoted, share
from embeddings.documents.attribution.names import LONGEST, family_of, name_pattern, plausible
from embeddings.documents.attribution.saying import (
    announces,
    bare_name,
    credited_in,
    inserted,
    last_sentence,
    subjects,
)
from embeddings.documents.attribution.spans import is_saying, people, resolved, speaker_of
from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.documents.pieces import ITEM
from embeddings.text.languages import pattern_of, words
from embeddings.text.names import is_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.attribution.page import Page
    from embeddings.documents.attribution.saying import Subject
    from embeddings.documents.document import Block

MARGIN = ">"
# Text taken out of a block quotation's indented lines keeps their marks between the words.
_MARK_INSIDE = re.compile(r"\S >\s\S")
MARKS_OF_A_QUOTATION = 2
MOSTLY = 0.72  # of a paragraph's letters in quotation marks, and the paragraph is a quotation
MOST_FURTHER = 6  # paragraphs of a quotation without marks, after its first
_NOTE_MARK = r"(?:\s*(?:\[[0-9]{1,3}\*?\]|\^\[?[0-9]{1,3}\*?\]?\^|[⁰¹²³⁴-⁹*†]))"
_PAGE = r"(?:pp?\.?|S\.|с\.|стр\.|§+|p[aá]gs?\.|ibid\.?|ebd\.|там же)"
_SOURCE = re.compile(
    rf"[\[(][^()\[\]]{{0,120}}\b{_PAGE}\s*[^()\[\]]{{0,60}}[\])][.\"”’»]?{_NOTE_MARK}*\s*$"
    rf"|[\[(](?:ibid\.?|ebd\.|там же)[\])]\.?\s*$",
    re.IGNORECASE,
)
_ENDS_IN_NUMBER = re.compile(rf"[.!?…\"”’»)]{_NOTE_MARK}+\s*$|[\"”’»][0-9]{{1,3}}\s*$")
_CREDIT = re.compile(
    r"(?:[\"”»’']\s*>?\s*[–—-]{1,2}\s*>?\s*|^\s*[–—-]{1,2}\s*)(?P<who>[^\W\d_a-z][^\"“”]{2,80}?)[.)\]]*$"
)
_MOTTO = re.compile(
    rf"[.!?…\"”»’]{_NOTE_MARK}?\s+[–—-]\s+(?P<who>[^\W\d_a-z][^–—\"“”.!?:]{{2,60}}?)(?:,[^–—]{{1,120}})?{_NOTE_MARK}*\.?$"
)
_PLAIN = (BlockKind.PARAGRAPH, BlockKind.VERSE)
_SPEAKING = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.VERSE, BlockKind.QUOTATION)
FEWEST_WORDS = 8  # in quotation marks around a paragraph that nothing introduces


def set_off(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit quotations that stand apart to whom the words before, inside or below them name.

    Quotation marks around a paragraph tell it, or a margin; where there are neither, an announcement with a verb
    of saying does. Where a colon announces something, but not whose it is, nobody is credited.
    """
    walk = _Walk(page)
    for place, index in enumerate(page.body):
        if (found := walk.step(place, index)) is not None:
            yield index, found


@dataclass(slots=True)
class _Walk:
    """A way through a page, paragraph by paragraph, with what the last one was."""

    page: Page
    before: int | None = None  # the paragraph before
    running: Attribution | None = None  # the quotation that it was
    bare: bool = False  # without marks

    def step(self, place: int, index: int) -> Attribution | None:
        """Return whose words a paragraph holds, if it is a quotation, or may be one."""
        page, block, piece = self.page, self.page.block(index), self.page.text(index)
        if block.kind not in _SPEAKING or piece.startswith(MARGIN):
            if block.kind in (BlockKind.HEADING, BlockKind.BREAK):
                self.before, self.running = index if announces(piece) else None, None
            return None
        lead = page.block(self.before) if self.before is not None else None
        if lead is not None and (not announces(page.document.slice(lead)) or (self.running and self.bare)):
            lead = None
        found = self._by_itself(index, lead)
        if found is None:
            margin = block.kind is BlockKind.QUOTATION or len(_MARK_INSIDE.findall(piece)) >= MARKS_OF_A_QUOTATION
            if margin or (_is_whole(page, index) and not page.dialogue):
                found, self.bare = self._marked(place, index, lead, margin=margin), False
            elif lead is not None and block.kind in _PLAIN and not page.talk and not ITEM.match(piece):
                found = self._announced(lead, piece)
                self.bare = found is not None and found.role is Role.QUOTED
            elif self.running is not None and self._goes_on(place, piece):
                found = self.running
        ended = found is None or found.role is not Role.QUOTED or (self.bare and _ends_in_source(piece))
        self.running, self.before = None if ended else found, index
        return found

    def _by_itself(self, index: int, lead: Block | None) -> Attribution | None:
        """Return whose a paragraph is by an insertion, a name at its end, or as a question that was announced."""
        page, block, piece = self.page, self.page.block(index), self.page.text(index)
        put_in = inserted(page.document.text, block.start, block.end) if block.kind in _PLAIN else None
        if put_in is not None:
            first = page.block(self.before).start if self.before is not None else block.start
            named = put_in if put_in.name else resolved(page.document.text, first, first, put_in.start, put_in)
            self.bare = not _is_whole(page, index)
            return _of(page, named)
        found = _signed(page, index)
        if found is None and lead is not None and _asks(page.document.slice(lead)) and piece.endswith("?"):
            found = Attribution(Role.QUOTED)
        self.bare = self.bare and found is None
        return found

    def _marked(self, place: int, index: int, lead: Block | None, *, margin: bool) -> Attribution | None:
        """Return whose a paragraph in quotation marks, or with a margin, is; None where it may be the writer's."""
        page, running = self.page, self.running
        inside = _inside(page, index, self.before)
        if running is not None and not self.bare and lead is None and (margin or inside is None):
            return running
        if margin or lead is not None or inside is not None or _ends_in_source(page.text(index)):
            named = _credited(page, place, index) or inside
            if named is None and lead is not None:
                named = _announced(page, lead.start, lead.end, self.before)
            return named or Attribution(Role.QUOTED)
        return Attribution(Role.QUOTED) if len(page.text(index).split()) >= FEWEST_WORDS else None

    def _announced(self, lead: Block, piece: str) -> Attribution | None:
        """Return whose a paragraph without marks is that another announces; None where it is the writer's."""
        found = _announced(self.page, lead.start, lead.end, self.before)
        if found is not None or is_salutation(self.page.document.slice(lead)):
            return found
        if _ends_in_source(piece):
            return _only_one(self.page, lead.start, lead.end)
        return None if _spells_out(self.page, lead.start, lead.end) else Attribution(Role.UNKNOWN)

    def _goes_on(self, place: int, piece: str) -> bool:
        if self.running == Attribution(Role.QUOTED) and piece.endswith("?"):
            return True
        return self.bare and _goes_on(self.page, place, self.before)


def _is_whole(page: Page, index: int) -> bool:
    """Say whether a paragraph stands in quotation marks, but for who says it and where."""
    text, block = page.document.text, page.block(index)
    if text[block.start] not in OPENING or announces(page.text(index)):
        return False
    stretches = quoted(text, block.start, block.end)
    opens = bool(stretches) and stretches[0].start == block.start + 1
    return opens and (share(text, block.start, block.end, stretches) >= MOSTLY or not stretches[0].closed)


def _ends_in_source(piece: str) -> bool:
    """Say whether a paragraph ends in a source in brackets, or in the mark of a note."""
    return bool(_SOURCE.search(piece) or _ENDS_IN_NUMBER.search(piece))


def _asks(lead: str) -> bool:
    """Say whether a paragraph announces questions that its writer was asked."""
    near = lead[-200:]
    asked = re.search(rf"(?<!\w)(?:{_questions()})s?(?!\w)", near, re.IGNORECASE)
    return (
        asked is not None
        and re.search(rf"(?<!\w)(?:{pattern_of(words('first_objects'))})(?!\w)", near) is not None
    )


def _questions() -> str:
    return pattern_of(frozenset(word for word in words("question_labels") if len(word) > 3))  # noqa: PLR2004 - no "Q"


def _signed(page: Page, index: int) -> Attribution | None:
    """Return whose a paragraph is that ends in a dash and a name: a motto, a testimony."""
    piece = " ".join(page.text(index).split())
    if page.block(index).kind not in _SPEAKING or (match := _MOTTO.search(piece)) is None:
        return None
    name = plausible(re.split(r"[’']s?\s", match["who"])[0], page.document.text)
    return page.by(name) if name and (" " in name or family_of(name) in people(page.document.text)) else None


def _only_one(page: Page, start: int, end: int) -> Attribution:
    """Return the only one of those who speak on a page whom an announcement names: a quotation, whosever it is."""
    text = page.document.text
    sentence = last_sentence(text, start, end)
    known = people(text)
    named = {
        family_of(word)
        for word in re.findall(r"[^\W\d_](?:[\w’-]*\w)?", text[sentence:end])
        if word.casefold() in known
    }
    first = re.compile(name_pattern()).match(text, sentence, end)
    begins = first is not None and family_of(plausible(first[0], text) or "") in named
    return page.by(known[named.pop()]) if len(named) == 1 and begins else Attribution(Role.QUOTED)


def _goes_on(page: Page, place: int, before: int | None) -> bool:
    """Say whether a quotation without marks goes on: a paragraph not far below ends it with its source."""
    if before is not None and page.text(before)[-1] in ",:—–" and not announces(page.text(before)[:-1] + "."):
        return True
    for index in page.body[place : place + MOST_FURTHER]:
        piece = page.text(index)
        if page.block(index).kind not in _PLAIN or announces(piece):
            return False
        if (match := _SOURCE.search(piece)) is not None:
            return piece[max(0, match.start() - 2) : match.start()].strip()[-1:] not in ('"', "”", "’", "'", "»")
        if _ENDS_IN_NUMBER.search(piece):
            return False
    return False


def _inside(page: Page, index: int, before: int | None) -> Attribution | None:
    """Return who speaks in a paragraph by its own words: “…,” says Jo Field, “…”."""
    text, block = page.document.text, page.block(index)
    stretches = quoted(text, block.start, block.end)
    if not stretches or not is_saying(text, max(stretches, key=lambda one: one.end - one.start)):
        return None
    earlier = page.block(before).start if before is not None else block.start
    found = speaker_of(text, (block.start, block.end), stretches, stretches[0], earlier=earlier)
    return None if found is None else _of(page, found)


def _of(page: Page, subject: Subject) -> Attribution:
    return page.own if subject.own else page.by(subject.name)


def _announced(page: Page, start: int, end: int, before: int | None) -> Attribution | None:
    """Return whose the quotation is that a paragraph announces; None where its last sentence names no speaker."""
    text = page.document.text
    sentence = last_sentence(text, start, end)
    stretches = quoted(text, start, end)
    if (alone := bare_name(text, start, end)) is not None:
        return _of(page, alone)
    found = [
        one
        for one in (*subjects(text, sentence, end), *credited_in(text, sentence, end))
        if not any(quote.start <= one.start < quote.end for quote in stretches)
    ]
    named = [one for one in subjects(text, sentence, end) if one in found and (one.own or one.name)]
    last = max(named or found, key=lambda one: one.start, default=None)
    if last is None:
        return Attribution(Role.QUOTED) if _tells_of_words(text[sentence:end]) else None
    if not last.own and last.name is None and before is not None:
        place = page.body.index(before)
        earlier = page.block(page.body[place - 1]).start if place else start
        last = resolved(text, earlier, start, last.start, last)
    return _of(page, last)


def _tells_of_words(sentence: str) -> bool:
    """Say whether a sentence speaks of a passage, a letter, what somebody says."""
    return re.search(rf"(?<!\w)(?:{pattern_of(words('sayings'))})(?!\w)", sentence, re.IGNORECASE) is not None


def _spells_out(page: Page, start: int, end: int) -> bool:
    """Say whether what follows a colon is rather the writer's own argument: there is an "I" or "we" before it."""
    text = page.document.text
    own = pattern_of(words("first_persons"))
    return re.search(rf"(?<!\w)(?i:{own})(?!\w)", text[last_sentence(text, start, end) : end]) is not None


def _credited(page: Page, place: int, index: int) -> Attribution | None:
    """Return who is credited with a quotation: at its end after a dash, or on a line of its own below."""
    credit = _CREDIT.search(" ".join(page.text(index).replace(" > ", " ").split()))
    if credit is None and place + 1 < len(page.body):
        below = " ".join(page.text(page.body[place + 1]).split())
        credit = _CREDIT.match(below) if below.startswith(("–", "—", "--")) and len(below) <= LONGEST else None
    if credit is None:
        return None
    who = credit["who"].strip(" ,")
    body = who.split(",")[0].split("(")[0].strip()
    name = plausible(body)
    return page.by(name) if name else Attribution(Role.QUOTED, who if is_name(body) else None)
