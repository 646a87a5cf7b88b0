"""Quotations that stand apart: block quotations, paragraphs in quotation marks, what a colon announces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.documents.attribution.marks import OPENING, quoted, share
from embeddings.documents.attribution.names import LONGEST, family_of, name_pattern, plausible
from embeddings.documents.attribution.saying import announces, bare_name, credits, inserted, last_sentence, subjects
from embeddings.documents.attribution.spans import is_saying, people, resolved, speaker_of
from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.documents.pieces import ITEM
from embeddings.text.languages import pattern_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.attribution.page import Page
    from embeddings.documents.attribution.saying import Subject

MARGIN = ">"
# Text taken out of a block quotation's indented lines keeps their marks between the words.
_MARK_INSIDE = re.compile(r"\S >\s\S")
MARKS_OF_A_QUOTATION = 2
MOSTLY = 0.72  # of a paragraph's letters in quotation marks, and the paragraph is a quotation
MOST_FURTHER = 6  # paragraphs of a quotation without marks, after its first
_NOTE_MARK = r"(?:\s*(?:\[[0-9]{1,3}\*?\]|\^\[?[0-9]{1,3}\*?\]?\^|[⁰¹²³⁴-⁹*†]))"
_SOURCE = re.compile(
    rf"[\[(][^()\[\]]{{0,120}}\b(?:pp?\.?|S\.|с\.|стр\.|§+|p[aá]gs?\.|ibid\.?|ebd\.|там же)\s*[^()\[\]]{{0,60}}[\])][.\"”’»]?{_NOTE_MARK}*\s*$"
    rf"|[\[(](?:ibid\.?|ebd\.|там же)[\])]\.?\s*$",
    re.IGNORECASE,
)
_ENDS_IN_NUMBER = re.compile(rf"[.!?…\"”’»)]{_NOTE_MARK}+\s*$|[\"”’»][0-9]{{1,3}}\s*$")
_CREDIT = re.compile(r"(?:[\"”»’']\s*>?\s*[–—-]{1,2}\s*>?\s*|^\s*[–—-]{1,2}\s*)(?P<who>[^\W\d_a-z][^\"“”]{2,80}?)[.)\]]*$")
_MOTTO = re.compile(rf"[.!?…\"”»’]{_NOTE_MARK}?\s+[–—-]\s+(?P<who>[^\W\d_a-z][^–—\"“”.!?:]{{2,60}}?)(?:,[^–—]{{1,120}})?{_NOTE_MARK}*\.?$")
_PLAIN = (BlockKind.PARAGRAPH, BlockKind.VERSE)
_SPEAKING = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.VERSE, BlockKind.QUOTATION)
_ELLIPSIS = ("...", "…", "[...]", "[…]", "(...)")


def set_off(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit quotations that stand apart to whom the words before, inside or below them name.

    Quotation marks around a paragraph tell it, or a margin; where there are neither, an announcement with a verb of
    saying does. Where a colon announces something, but not whose it is, nobody is credited.
    """
    text = page.document.text
    before: int | None = None
    running: Attribution | None = None  # the quotation that the paragraph before was
    bare = False  # it had no marks
    for place, index in enumerate(page.body):
        block = page.block(index)
        piece = page.text(index)
        if block.kind not in _SPEAKING or piece.startswith(MARGIN):
            if block.kind in (BlockKind.HEADING, BlockKind.BREAK):
                before, running = index if announces(piece) else None, None
            continue
        lead = page.block(before) if before is not None else None
        announced = lead is not None and announces(text[lead.start : lead.end]) and (running is None or not bare)
        stretches = quoted(text, block.start, block.end)
        margin = block.kind is BlockKind.QUOTATION or len(_MARK_INSIDE.findall(piece)) >= MARKS_OF_A_QUOTATION
        opens = piece[0] in OPENING and bool(stretches) and stretches[0].start == block.start + 1
        whole = opens and not announces(piece) and (share(text, block.start, block.end, stretches) >= MOSTLY or not stretches[0].closed)
        found: Attribution | None = None
        put_in = inserted(text, block.start, block.end) if block.kind in _PLAIN else None
        if put_in is not None:
            first = lead.start if lead is not None else block.start
            found = _of(page, put_in if put_in.name else resolved(text, first, first, put_in.start, put_in))
            bare = not whole
        elif (epigraph := _signed(page, index)) is not None:
            found, bare = epigraph, False
        elif announced and lead is not None and _asks(text[lead.start : lead.end]) and piece.rstrip().endswith("?"):
            found, bare = Attribution(Role.QUOTED), False
        elif margin or (whole and not page.dialogue):
            goes_on = running is not None and not bare and not announced and (margin or not _introduced(page, index))
            if goes_on:
                found = running
            elif margin or announced or _is_evident(page, index):
                found = page.by(None) if margin else Attribution(Role.QUOTED)
                named = _credited(page, place, index) or _inside(page, index, before)
                if named is None and announced and lead is not None:
                    found = _announced(page, lead.start, lead.end, before) or found
                elif isinstance(named, Attribution):
                    found = named
            elif whole and not announced:
                found = Attribution(Role.QUOTED) if _words(piece) >= 2 * 4 else None
            bare = False
        elif announced and lead is not None and block.kind in _PLAIN and not page.talk and not ITEM.match(piece):
            found = _announced(page, lead.start, lead.end, before)
            bare = found is not None and found.role is Role.QUOTED
            if found is None and _ends_in_source(piece):
                found = _only_one(page, lead.start, lead.end)
            elif found is None and not _spells_out(page, lead.start, lead.end):
                found = Attribution(Role.UNKNOWN)
        elif running is not None and (_is_next_question(running, piece) or (bare and _goes_on(page, place, before))):
            found = running
        if found is not None:
            yield index, found
        ended = found is None or found.role is not Role.QUOTED or (bare and _ends_in_source(piece))
        running = None if ended else found
        before = index


def _words(piece: str) -> int:
    return len(piece.split())


def _ends_in_source(piece: str) -> bool:
    """Say whether a paragraph ends in a source in brackets, or in the mark of a note."""
    return bool(_SOURCE.search(piece) or _ENDS_IN_NUMBER.search(piece))


def _asks(lead: str) -> bool:
    """Say whether a paragraph announces questions that its writer was asked."""
    near = lead[-200:]
    asked = re.search(rf"(?<!\w)(?:{_questions()})s?(?!\w)", near, re.IGNORECASE)
    return asked is not None and re.search(rf"(?<!\w)(?:{pattern_of(words('first_objects'))})(?!\w)", near) is not None


def _questions() -> str:
    return pattern_of(frozenset(word for word in words("question_labels") if len(word) > 3))  # noqa: PLR2004 - no "Q"


def _is_next_question(running: Attribution, piece: str) -> bool:
    return running == Attribution(Role.QUOTED) and piece.rstrip().endswith("?")


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
    named = {family_of(word) for word in re.findall(r"[^\W\d_](?:[\w’-]*\w)?", text[sentence:end]) if word.casefold() in known}
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
            return piece[max(0, match.start() - 2) : match.start()].strip()[-1:] not in ("\"", "”", "’", "'", "»")
        if _ENDS_IN_NUMBER.search(piece):
            return False
    return False


def _introduced(page: Page, index: int) -> bool:
    """Say whether a paragraph in marks names its speaker anew."""
    return _inside(page, index, None) is not None


def _is_evident(page: Page, index: int) -> bool:
    """Say whether a paragraph in marks is somebody's: it ends in its source, or names who speaks."""
    return _ends_in_source(page.text(index)) or _introduced(page, index)


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
        for one in (*subjects(text, sentence, end), *credits(text, sentence, end))
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
    """Say whether what follows a colon is rather the writer's own list or argument: he says "I" or "we" before it."""
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
    name = plausible(who.split(",")[0].split("(")[0])
    return page.by(name) if name else Attribution(Role.QUOTED, who if who[:1].isupper() and not who.endswith(":") else None)
