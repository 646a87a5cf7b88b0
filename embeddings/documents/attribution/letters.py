"""Letters: inside a text, or one after the other in a collection; each is its signer's."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from embeddings.documents.attribution.names import family_of, label_name
from embeddings.documents.attribution.saying import announces
from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.text.languages import pattern_of, words
from embeddings.text.names import is_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.attribution.page import Page

LONGEST_LETTER = 60  # blocks
LONGEST_SIGNATURE = 60  # characters
FEWEST_LETTERS = 4  # of a collection
SHARE = 0.6  # of its signatures that are one person's
_FOOTNOTE = re.compile(r"\[(?:foot)?note\b", re.IGNORECASE)


@cache
def _salutation() -> re.Pattern[str]:
    return re.compile(rf"[_*\"“]{{0,2}}(?:{pattern_of(words('salutations'))})\b[^.]{{0,70}}", re.IGNORECASE)


def is_salutation(line: str) -> bool:
    """Say whether a line greets whom a letter is written to."""
    return len(line) <= LONGEST_SIGNATURE and _salutation().match(line) is not None


@cache
def _valediction() -> re.Pattern[str]:
    return re.compile(rf"(?:[–—-]\s*)?(?:{pattern_of(words('valedictions'))})(?!\w)", re.IGNORECASE)


@cache
def _addressed() -> re.Pattern[str]:
    """Return the heading of a letter in a collection: "219. To Jo Field", "TO THE SAME."."""
    to = pattern_of(words("letter_to"))
    return re.compile(rf"(?:[0-9]{{1,4}}\.\s+)?(?:{to})\s+\S[^\n]{{1,120}}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Letter:
    first: int  # positions in the body
    last: int
    signer: str | None


def letters(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit letters to whoever signed them: those of a collection, and those a paragraph announces."""
    collected = list(_collection(page))
    signers = Counter(family_of(one.signer) for one in collected if one.signer)
    common, count = signers.most_common(1)[0] if signers else ("", 0)
    if count >= FEWEST_LETTERS and count >= SHARE * sum(signers.values()):
        full = max(
            (one.signer or "" for one in collected if one.signer and family_of(one.signer) == common), key=len
        )
        for letter in collected:
            other = (
                letter.signer
                if letter.signer and " " in letter.signer and family_of(letter.signer) != common
                else None
            )
            whose = page.by(other or full)
            yield from (
                (page.body[at], whose) for at in range(letter.first, letter.last + 1) if _is_letters(page, at)
            )
        return
    yield from _announced(page)


def _is_letters(page: Page, at: int) -> bool:
    block = page.block(page.body[at])
    return block.kind is not BlockKind.FOOTNOTE and not _FOOTNOTE.match(page.text(page.body[at]))


def _collection(page: Page) -> Iterator[_Letter]:
    """Yield the stretches between headings "To somebody", with the signature found in each."""
    heads = [at for at, index in enumerate(page.body) if _is_address(page, index)]
    capitals = [at for at in heads if page.text(page.body[at]).isupper()]
    heads = capitals if len(capitals) >= FEWEST_LETTERS else heads  # the others are a list of contents
    for at, following in zip(heads, [*heads[1:], len(page.body)], strict=False):
        if following - at > 1:
            signer = next(
                (name for one in range(following - 1, at, -1) if (name := _signature_line(page, one))), None
            )
            if following - at <= LONGEST_LETTER:
                yield _Letter(at + 1, following - 1, signer)


def _is_address(page: Page, index: int) -> bool:
    line = " ".join(page.text(index).split())
    short = len(line) <= 2 * LONGEST_SIGNATURE and page.block(index).kind is not BlockKind.FOOTNOTE
    return (
        short
        and _addressed().fullmatch(line) is not None
        and (line.isupper() or page.block(index).kind is BlockKind.HEADING or line[-1:] in ".]")
    )


def _signature_line(page: Page, at: int) -> str | None:
    """Return who signs with a block, or with its last line, if that is a name and nothing else."""
    piece = page.text(page.body[at])
    line = piece.splitlines()[-1].strip(" _*.–—-")
    if (
        len(line) > LONGEST_SIGNATURE
        or _salutation().match(line)
        or _FOOTNOTE.match(piece)
        or _is_address(page, page.body[at])
    ):
        return None
    name = label_name(line)
    if name is None or not (line.isupper() or is_name(line)):
        return None
    return _cased(name)


def _cased(name: str) -> str:
    """Return a name in capitals as it is written elsewhere: "L. van Beethoven" for "L. VAN BEETHOVEN"."""
    if not name.isupper():
        return name
    return " ".join(
        part.lower() if part.casefold() in words("name_particles") else part if "." in part else part.capitalize()
        for part in name.split()
    )


def _announced(page: Page) -> Iterator[tuple[int, Attribution]]:
    position = 1
    while position < len(page.body):
        index, before = page.body[position], page.body[position - 1]
        ends = None
        if _salutation().match(page.text(index)) and announces(page.text(before)):
            ends = _signature(page, position)
        if ends is None:
            position += 1
            continue
        last, who = ends
        whose = page.by(who) if who else Attribution(Role.QUOTED)
        yield from ((one, whose) for one in page.body[position : last + 1])
        position = last + 1


def _signature(page: Page, start: int) -> tuple[int, str | None] | None:
    """Return where a letter ends and who signed it; None if no valediction tells."""
    for position in range(start, min(start + LONGEST_LETTER, len(page.body))):
        text = page.text(page.body[position])
        closing = next((line for line in text.splitlines() if _valediction().match(line)), None)
        if closing is None or len(closing) > LONGEST_SIGNATURE:
            continue
        following = page.text(page.body[position + 1]) if position + 1 < len(page.body) else ""
        last_line = text.splitlines()[-1].strip(" .–—-")
        if last_line != closing.strip(" .–—-") and is_name(last_line):
            return position, last_line
        if len(following) <= LONGEST_SIGNATURE and is_name(following.strip(" .–—-").title()):
            return position + 1, _cased(following.strip(" .–—-"))
        if position > start:
            return position, None
    return None
