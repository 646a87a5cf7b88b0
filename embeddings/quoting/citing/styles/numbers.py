"""Numbers and places as the manuals write them: arabic volumes, shortened ranges, ordinal editions, pinpoints."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.quoting.citing.styles.rich import clean, quote

if TYPE_CHECKING:
    from embeddings.quoting.quote import Locator

Shorten = Callable[[str, str], str]  # a range's first number and its last -> the last as it is written

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_LETTERS = ("C", "D", "L", "M")  # alone they may name a volume by letter
_RANGE = re.compile(r"\b(?P<first>[0-9]+)\s*[-–—]\s*(?P<last>[0-9]+)\b")
_ROMAN_RANGE = re.compile(r"\b(?P<first>[ivxlcdm]+)\s*[-–—]\s*(?P<last>[ivxlcdm]+)\b")
_SEVERAL = re.compile(r"[-–—,&]|\band\b")


def arabic(number: str) -> str:
    """Return a roman numeral in arabic figures, as all three manuals ask for volumes; anything else unchanged."""
    letters = number.upper()
    if letters in _LETTERS or not letters or not _ROMAN.fullmatch(letters):
        return number
    values = [_VALUES[letter] for letter in letters]
    following = [*values[1:], 0]
    return str(sum(-one if one < after else one for one, after in zip(values, following, strict=True)))


def several(pages: str) -> bool:
    """Say whether more than one page is named."""
    return bool(_SEVERAL.search(pages))


def ranges(pages: str, shorten: Shorten) -> str:
    """Return pages with en dashes, the end of each range as `shorten` writes it after its beginning."""
    shown = _RANGE.sub(lambda match: f"{match['first']}–{shorten(match['first'], match['last'])}", pages)
    return _ROMAN_RANGE.sub(r"\g<first>–\g<last>", shown)


def in_full(_first: str, last: str) -> str:
    """Return a range's end as it is: APA."""
    return last


def two_digits(first: str, last: str) -> str:
    """Return a range's end by its last two digits, more where they differ: 103–04, 96–101, 923–1003 (MLA)."""
    if len(first) != len(last) or len(last) <= 2 or int(last) <= int(first):  # noqa: PLR2004 - two digits
        return last
    return last[min(_differs(first, last), len(last) - 2) :]


def changed_part(first: str, last: str) -> str:
    """Return a range's end as the Chicago Manual does: 71–72, 100–104, 107–8, 321–28, 1087–89, 1496–500."""
    hundred = int(first) % 100
    if len(first) != len(last) or len(last) <= 2 or hundred == 0 or int(last) <= int(first):  # noqa: PLR2004
        return last
    kept = 1 if hundred < 10 else 2  # noqa: PLR2004 - 101 to 109 and their like give the changed part only
    return last[min(_differs(first, last), len(last) - kept) :]


def in_century(first: str, last: str) -> str:
    """Return the end of a range of years by two figures where both are of one century: 1914–18, 1898–1902."""
    return last[-2:] if first[:-2] == last[:-2] and int(last) > int(first) else last


def edition(number: str) -> str:
    """Return ``2nd ed.`` of ``2``, ``rev. ed.`` of ``rev.``; words that say “edition” stay as they are."""
    if not number or re.search(r"\bed(?:ition|\.|n)", number, re.IGNORECASE):
        return number
    if not number.isdecimal():
        return f"{number} ed."
    teen = number[-2:] in ("11", "12", "13")
    ending = "th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
    return f"{number}{ending} ed."


@dataclass(frozen=True, slots=True)
class Wording:
    """How a style names places; ``{}`` stands for what is named. An empty form is never used."""

    page: str
    pages: str
    paragraph: str
    paragraphs: str
    section: str


def paged(pages: str, wording: Wording, shorten: Shorten) -> str:
    """Return pages in a style's words; nothing for no pages."""
    form = wording.pages if several(pages) else wording.page
    return form.format(ranges(pages, shorten)) if pages else ""


def place(locator: Locator, wording: Wording, shorten: Shorten) -> str:
    """Return the most exact place that the locator names; nothing where it names none."""
    if page := clean(locator.page):
        return paged(page, wording, shorten)
    if locator.paragraph is not None:
        first, last = locator.paragraph, locator.last_paragraph
        several_of_them = last is not None and last != first
        return wording.paragraphs.format(f"{first}–{last}") if several_of_them else wording.paragraph.format(first)
    section = clean(locator.section)
    return wording.section.format(quote(section), plain=section) if section else ""


def _differs(first: str, last: str) -> int:
    return next(at for at, (one, other) in enumerate(zip(first, last, strict=True)) if one != other)
