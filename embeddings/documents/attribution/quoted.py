"""Words of others inside the author's text: set-off quotations, and letters from salutation to signature."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from embeddings.documents.attribution.saying import announced, mentions, says, sentences_of, speaker_of
from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.text.languages import pattern_of, words
from embeddings.text.names import is_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.attribution.page import Page

OPENING, CLOSING = "\"“„«‘'", "\"”“»’'"
# Text taken out of a block quotation's indented lines keeps their marks between the words.
_MARK_INSIDE = re.compile(r"\S >\s\S")
MARKS_OF_A_QUOTATION = 2
_ANNOUNCES = re.compile(r"(?::|:?\s?[–—]|:?--+)\s*$")
# What may follow a quotation in its own paragraph: a note's mark, its page, its source in brackets.
_REFERENCE = re.compile(
    r"\s*(?:\^?\[{1,2}[^\]\n]{1,12}\]{1,2}\^?(?:\(#[\w-]+\))?|\([^()\n]{1,160}\)|[⁰¹²³⁴-⁹*†]+)\s*[.;]?\s*$"
)
_CREDIT = re.compile(
    r"(?:[\"”]\s*>?\s*[–—-]{0,2}\s*>?\s*|^\s*[–—-]{1,2}\s*|\s[–—-]{1,2}\s+)(?P<who>[^\W\d_a-z][^\"“”\n]{2,80}?)[.)\]]*$"
)
_ITEM_NUMBER = re.compile(r"^(?:[0-9]{1,3}|[A-Za-z])[.)]\s+(?=[\"“„«])")
# A quotation's own words interrupted by who says them: "Lamps [says Berg] are old".
_SAID_INSIDE = re.compile(r"\[(?P<says>[^\[\]]{4,80})\]")
_BETWEEN_MARKS = re.compile(r"[\"“„«](?:[^\"“”„«»]*)[\"”“»]")
END = 240  # characters of a paragraph that may hold its reference or credit
LONGEST_LETTER = 60  # blocks
LONGEST_SIGNATURE = 80  # characters
MOST_SALUTATION = 80  # characters
LONGEST_QUOTATION = 12  # paragraphs
FEWEST_OUTSIDE = 2  # words beside a quotation that may say whose it is


@cache
def _salutation() -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern_of(words('salutations'))})\b", re.IGNORECASE)


_VALEDICTION = re.compile(
    r"(?:[–—-]\s*)?(?:i (?:am|remain)|yours|faithfully|fraternally|your .{0,12}(?:comrade|friend)|in haste|"
    r"with .{0,20}greetings|mit .{0,30}grüßen|ihr|dein|votre|atentamente|cordialmente|с .{0,20}приветом|ваш)\b",
    re.IGNORECASE,
)


def is_salutation(text: str) -> bool:
    """Say whether a paragraph is how a letter begins, and nothing else."""
    return len(text) <= MOST_SALUTATION and _salutation().match(text) is not None and text[-1:] in ",:!.-–—" + "e"


def set_off(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit block quotations, and paragraphs that the one before announces as somebody's words."""
    before: int | None = None
    running: Attribution | None = None  # of the quotation under way
    open_for = 0  # paragraphs since a mark opened that is not closed
    for at, index in enumerate(page.body):
        block, text = page.block(index), page.text(index)
        plain = block.kind in (BlockKind.PARAGRAPH, BlockKind.VERSE)
        if open_for and plain and running is not None and open_for < LONGEST_QUOTATION:
            closed = _closes(text)
            whole = closed or text[:1] in OPENING
            yield index, running if whole or not _closes_inside(text) else Attribution(Role.UNKNOWN)
            open_for = 0 if closed or _closes_inside(text) else open_for + 1
            before = index
            continue
        found = _quotation(page, at, before, running)
        found = found or _going_on(page, before, text, running)
        if found is not None:
            yield index, found
            open_for = int(plain and text[:1] in OPENING[:4] and not _closes(text) and not _closes_inside(text))
        running = found
        before = index


def _going_on(page: Page, before: int | None, text: str, running: Attribution | None) -> Attribution | None:
    """Return whose words the last paragraph of a quotation is: it ends with its source, as none did before."""
    if running is None or before is None or running.role is not Role.QUOTED:
        return None
    ends = _has_reference(text) and not _has_reference(page.text(before))
    return running if ends and page.block(before).kind is BlockKind.PARAGRAPH else None


def _quotation(page: Page, at: int, before: int | None, running: Attribution | None) -> Attribution | None:
    """Return whose words a block is that is set off as a quotation; None where it is none."""
    block, text = page.block(page.body[at]), _without_number(page.text(page.body[at]))
    marked = len(_MARK_INSIDE.findall(text)) >= MARKS_OF_A_QUOTATION
    if block.kind is BlockKind.QUOTATION or marked:
        return Attribution(Role.QUOTED, _credited(page, at, before))
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.VERSE, BlockKind.LIST_ITEM) or page.tells_a_story:
        return None
    colon = before is not None and bool(_ANNOUNCES.search(page.text(before)[-END:]))
    opens = text[:1] in OPENING
    in_marks = opens and (_closes(text) or (text[:1] in OPENING[:4] and not _closes_inside(text)))
    if in_marks:
        return _marked(page, at, before, None if colon else running, text, alone=not colon and running is None)
    said = _SAID_INSIDE.search(text)
    if said is not None and says(said["says"]):
        who = speaker_of(said["says"], page.common, sentences_of(page.text_before(page.body[at])))
        return Attribution(Role.QUOTED, page.own(who)) if who is not None or colon else None
    below = colon and before is not None and block.kind is not BlockKind.LIST_ITEM
    return _announced(page, before, text) if below and before is not None else None


def _marked(
    page: Page, at: int, before: int | None, running: Attribution | None, text: str, *, alone: bool
) -> Attribution | None:
    """Return whose words a paragraph between marks is: as announced, as the one before, or as it says itself."""
    if alone:
        return _accompanied(page, at, text)
    return Attribution(Role.QUOTED, _credited(page, at, before) or (running.speaker if running else None))


def _announced(page: Page, before: int, text: str) -> Attribution | None:
    """Return whose words a paragraph without marks is below one that ends in a colon.

    It is a quotation where the one before says that somebody says something, or where it ends with its source;
    where the one before only names somebody, it may be one.
    """
    saying, who = announced(page.text(before), page.text_before(before), page.common)
    if saying or (_has_reference(text) and not _has_reference(page.text(before))):
        return Attribution(Role.QUOTED, page.own(who))
    return Attribution(Role.UNKNOWN) if mentions(sentences_of(page.text(before))[-1], page.common) else None


def _accompanied(page: Page, at: int, text: str) -> Attribution | None:
    """Return who says a paragraph in quotation marks that says so itself: "Lamps," says Berg, "are old."."""
    outside = " ".join(_BETWEEN_MARKS.sub(" ", text).split())
    if len(text) - len(outside) < len(outside):
        return None
    if len(outside.split()) < FEWEST_OUTSIDE:
        return Attribution(Role.QUOTED)
    who = speaker_of(outside, page.common, sentences_of(page.text_before(page.body[at])))
    return Attribution(Role.QUOTED, page.own(who)) if who is not None else None


def _without_number(text: str) -> str:
    """Return an item of a list without its number."""
    return _ITEM_NUMBER.sub("", text, count=1)


def _has_reference(text: str) -> bool:
    """Say whether a paragraph ends with a note's mark, a page, or a source in brackets."""
    return _REFERENCE.search(text[-END:]) is not None


def _closes(text: str) -> bool:
    """Say whether a paragraph ends with a quotation's end, before its reference."""
    end = text[-END:]
    while (reference := _REFERENCE.search(end)) is not None and reference.start() > 0:
        end = end[: reference.start()]
    text = end
    return text.rstrip(" .>,;")[-1:] in CLOSING or _credit_of(text) is not None


def _closes_inside(text: str) -> bool:
    """Say whether a mark closes inside a paragraph that it does not open in."""
    return sum(text.count(mark) for mark in "”»") > sum(text.count(mark) for mark in "“«") or (
        text.count('"') % 2 == (0 if text[:1] == '"' else 1) and '"' in text
    )


def _credit_of(text: str) -> str | None:
    """Return who is credited at a quotation's end: "– Anna Berg", "…” – Anna Berg, Letters"."""
    if (credit := _CREDIT.search(text[-END:])) is None:
        return None
    who = " ".join(credit["who"].replace(">", " ").split()).strip(" ,")
    name = who.split(",")[0].strip()
    return name if is_name(name) or is_name(name.title()) else None


def _credited(page: Page, at: int, before: int | None) -> str | None:
    """Return who is credited with a quotation: on its last line, on a line of its own below, or as announced."""
    if (who := _credit_of(page.text(page.body[at]))) is not None:
        return who
    below = page.text(page.body[at + 1]) if at + 1 < len(page.body) else ""
    if below.startswith(("–", "—", "--")) and (who := _credit_of(below)) is not None:
        return who
    if before is None or not _ANNOUNCES.search(page.text(before)[-END:]):
        return None
    _, said = announced(page.text(before), page.text_before(before), page.common)
    return page.own(said)


def letters(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit a letter inside a text, announced by the paragraph before, to whoever signed it."""
    position = 1
    while position < len(page.body):
        index, before = page.body[position], page.body[position - 1]
        if not (_salutation().match(page.text(index)) and _ANNOUNCES.search(page.text(before)[-END:])):
            position += 1
            continue
        ends = _signature(page, position)
        if ends is None:
            position += 1
            continue
        last, who = ends
        yield from ((one, Attribution(Role.QUOTED, who)) for one in page.body[position : last + 1])
        position = last + 1


def _signature(page: Page, start: int) -> tuple[int, str | None] | None:
    """Return where a letter ends and who signed it; None if no valediction tells."""
    for position in range(start, min(start + LONGEST_LETTER, len(page.body))):
        text = page.text(page.body[position])
        closing = next((line for line in text.splitlines() if _VALEDICTION.match(line)), None)
        if closing is None:
            continue
        following = page.text(page.body[position + 1]) if position + 1 < len(page.body) else ""
        last_line = text.splitlines()[-1].strip(" .–—-")
        if last_line != closing.strip(" .–—-") and is_name(last_line):
            return position, last_line
        if len(following) <= LONGEST_SIGNATURE and is_name(following.strip(" .–—-").title()):
            return position + 1, following.strip(" .–—-")
        return position, None
    return None


def signed_letters(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit the letters of a collection to whoever signs them: a name alone below letter after letter."""
    signatures = {
        position: name
        for position, index in enumerate(page.body)
        if (name := _signs(page.text(index))) is not None
    }
    counts = [list(signatures.values()).count(name) for name in signatures.values()]
    if not counts or max(counts) < FEWEST_SIGNED:
        return
    common = {name for name in signatures.values() if list(signatures.values()).count(name) >= FEWEST_SIGNED}
    start = 0
    for position, index in enumerate(page.body):
        if page.block(index).kind is BlockKind.HEADING and position not in signatures:
            yield from ((one, Attribution(Role.UNKNOWN)) for one in page.body[start : position + 1])
            start = position + 1
        elif signatures.get(position) in common:
            yield from (
                (one, Attribution(Role.QUOTED, signatures[position].title()))
                for one in page.body[start : position + 1]
            )
            start = position + 1
    yield from ((one, Attribution(Role.UNKNOWN)) for one in page.body[start:])


FEWEST_SIGNED = 3


def _signs(text: str) -> str | None:
    name = text.strip(" .–—-_*")
    alone = len(text) <= LONGEST_SIGNATURE and "\n" not in text and text.rstrip()[-1:] in "._" + name[-1:]
    single = re.fullmatch(r"[^\W\d_]{4,}", name) is not None and name.isupper()
    return name if alone and (single or (is_name(name.title()) and name.isupper())) else None
