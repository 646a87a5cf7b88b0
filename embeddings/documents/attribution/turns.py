"""Talks written down: transcripts, interviews, questions and answers, each speech under its speaker's label."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from embeddings.documents.attribution.names import family_of, is_initials, label_name
from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.documents.record.record import Field
from embeddings.text.languages import pattern_of, words
from embeddings.text.names import is_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.attribution.page import Page

LONGEST_LABEL = 60  # characters
FEWEST = 4  # labelled speeches
SHARE = 0.25  # of the paragraphs
SHARE_OF_A_PLAY = 0.4  # whose labels end in a full stop
_LABEL = re.compile(
    rf"(?P<mark>[_*]{{0,3}})\[?(?P<who>[^\W\d_a-zß-öø-ÿа-яё][^:\n?!*_\[\]]{{0,{LONGEST_LABEL}}}?)\]?"
    r"(?:\s*[\[(][^\])\n]{1,60}[\])])?\s*(?P<end>:[_*]{0,3}|[_*]{0,3}:|[_*]{0,3}\s?[–—]{1,2}(?=\s))\s*(?=\S)"
)
_PLAY = re.compile(
    r"[_*]{0,2}(?P<who>[A-ZÀ-ÞА-ЯЁ][A-ZÀ-ÞА-ЯЁ.’' -]{1,30}?)[_*]{0,2}"
    r"(?:\s*[\[(][^\])\n]{1,120}[\])])?\s*[.:](?:[–—-]{1,2})?\s*(?=\S)"
)
_SPOKEN = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.VERSE)
FEWEST_QUESTIONS = 3


@cache
def _asks() -> frozenset[str]:
    return words("question_labels")


@cache
def _is_interview() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern_of(words('interview_words'))})(?!\w)", re.IGNORECASE)


def turns(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit the speeches of a talk, each with the unlabelled paragraphs after it, to whom its label names."""
    yield from _labelled(page) or _under_questions(page)


def _labelled(page: Page) -> list[tuple[int, Attribution]]:
    spoken = [index for index in page.body if page.block(index).kind in _SPOKEN]
    found = _labels(page, spoken, _LABEL)
    play = False
    if not _is_talk(found, len(spoken), SHARE):
        found = _labels(page, spoken, _PLAY)
        play = True
        if not _is_talk(found, len(spoken), SHARE_OF_A_PLAY):
            return []
    if play and page.author is not None and not _is_interview().search(page.record.title or ""):
        return []  # a play is its author's
    names = {label: _full(page, label, set(found.values())) for label in set(found.values())}
    first = min(found)
    result: list[tuple[int, Attribution]] = []
    whose: Attribution | None = None
    for index in page.body:
        if index < first or page.block(index).kind in (BlockKind.HEADING, BlockKind.BREAK):
            whose = None if index < first else whose
            if page.block(index).kind is BlockKind.HEADING:
                whose = Attribution(Role.UNKNOWN)
            continue
        if index in found:
            whose = _of(page, names[found[index]])
        if whose is not None:
            result.append((index, whose))
    return result


def _labels(page: Page, spoken: list[int], pattern: re.Pattern[str]) -> dict[int, str]:
    """Return the label of each paragraph that has one, of those that stand before more than one."""
    found: dict[int, str] = {}
    for index in spoken:
        match = pattern.match(page.text(index))
        if match is None:
            continue
        label = " ".join(match["who"].split()).strip(" .,*_")
        if label and (label.casefold() in _asks() | words("answer_labels") or label_name(label)):
            found[index] = label
    counts = Counter(found.values())
    if sum(1 for label in counts if counts[label] > 1) < 1:
        return {}
    return found


def _is_talk(found: dict[int, str], paragraphs: int, part: float) -> bool:
    counts = Counter(found.values())
    again = sum(count for count in counts.values() if count > 1)
    return len(counts) > 1 and again >= FEWEST and 2 * again > len(found) and len(found) >= part * paragraphs


def _full(page: Page, label: str, labels: set[str]) -> str | None:
    """Return whom a label stands for: for "Field" or "J.F." the only full name among the labels that fits."""
    folded = label.casefold()
    if folded in _asks():
        return None
    if folded in words("answer_labels"):
        return _interviewed(page)
    fuller = {
        one
        for one in labels
        if one != label and (family_of(one) == folded or (is_initials(label) and _fits(label, one)))
    }
    return fuller.pop() if len(fuller) == 1 else label


def _fits(initials: str, name: str) -> bool:
    letters = [part[0] for part in name.split()]
    return re.sub(r"[\s.]", "", initials) == "".join(letters)


def _interviewed(page: Page) -> str | None:
    """Return who answers: whom the title names, or the author of a page that says it is an interview."""
    title = page.record.title or ""
    if is_name(title):
        return title
    if match := re.search(
        rf"{_is_interview().pattern}\s+(?:with|mit|avec|con|с|of)\s+(?P<who>.+)$", title, re.IGNORECASE
    ):
        who = re.split(r"[:,(–—]", match["who"])[0].strip()
        return who if is_name(who) else None
    return page.author if _is_interview().search(title) else None


def _of(page: Page, name: str | None) -> Attribution:
    return Attribution(Role.UNKNOWN) if name is None else page.by(name)


def _under_questions(page: Page) -> list[tuple[int, Attribution]]:
    """Credit what stands under headings that are questions to the person whose name is the page's title."""
    headings = [index for index in page.body if page.block(index).kind is BlockKind.HEADING]
    asked = [index for index in headings if page.text(index).rstrip("*_ ").endswith("?")]
    title = page.record.value(Field.TITLE) or ""
    who = title if is_name(title) else _interviewed(page)
    if len(asked) < FEWEST_QUESTIONS or who is None or len(asked) < 0.6 * (len(headings) - 1):
        return []
    result: list[tuple[int, Attribution]] = []
    under = False
    for index in page.body:
        if page.block(index).kind is BlockKind.HEADING:
            under = index in asked
        elif under:
            result.append((index, page.by(who)))
    return result
