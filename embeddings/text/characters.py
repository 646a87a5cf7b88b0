"""Characters that print differently and mean the same, and the three ways of folding a text over them.

Every table is written once. The foldings differ where what they are for differs:

- `search_folded`, for words to be found by: as wide as may be, and free to change a text's length. "æ" is "ae". Of
  the dashes only hyphens are one, since a dash parts words; nor is the low mark "‚" an apostrophe, since it opens
  a quotation. Accents go, but not the vowel signs of Indic and Thai script, which are letters to their readers.
- `quote_folded`, for quotations to be held against: character by character, so that every offset stays and what
  is found is cut from the text as it is. Hence ligatures stay, and who looks for a phrase must know them. All
  dashes are one, as printers choose between them.
- `page_folded`, for the words of a link: as browsers compare, which is not ours to decide. They know no letter
  that Unicode does not take apart ("ø", "æ"), keep each dash for what it is, and ignore every mark.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SINGLE_QUOTES, DOUBLE_QUOTES = "‘’‚‛′`´ʼ＇", "“”„‟″«»＂"
QUOTES = f"'\"{SINGLE_QUOTES}{DOUBLE_QUOTES}"
HYPHENS = "‐‑⁃﹣－"
DASHES = f"{HYPHENS}‒–—―−"
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"  # the figures in their order
OVERRIDES = "\u202a-\u202e\u2066-\u2069"  # they turn the direction of what follows
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
# Accents, Cyrillic titlo, the vowel points of Hebrew and Arabic.
ACCENTS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670"
# Letters that are one in print and two in other prints, and the other way round.
LIGATURES = {
    "ae": "æ", "oe": "œ", "ss": "ß", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ", "ffi": "ﬃ", "ffl": "ﬄ", "st": "ﬆ", "th": "þ",
}  # fmt: skip
_PARTS = {ligature: parts for parts, ligature in LIGATURES.items()}
APART = _PARTS | {"ﬅ": "st", "ẞ": "ss", "…": "..."}
# Letters that Unicode does not take apart, by the letter they are read as.
ALIKE = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i"}
# Scripts that put no spaces between words: Thai, Lao, Myanmar, Khmer; kana, Han, Hangul, and the parts of the last
# two. Each that has further blocks has those as well.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f\u1780-\u17ff"
    "\u3040-\u30ff\u31f0-\u31ff\U0001aff0-\U0001b16f\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff"
)
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_ACCENT = re.compile(f"[{ACCENTS}]")
_MANY = 100  # different characters; replacing more than these one after another takes as long as all at once
_FOR_SEARCH = (
    dict.fromkeys(map(ord, ZERO_WIDTH))
    | dict.fromkeys(map(ord, SUPERSCRIPTS), " ")  # marks of footnotes, no part of the word before
    | dict.fromkeys(map(ord, SINGLE_QUOTES.replace("‚", "")), "'")
    | dict.fromkeys(map(ord, HYPHENS), "-")
)
_LETTERS = str.maketrans(ALIKE | _PARTS)


def is_unspaced(text: str) -> bool:
    """Say whether a text, such as a letter, holds one of a script that puts no spaces between words."""
    return _IS_UNSPACED.search(text) is not None


def search_folded(text: str) -> str:
    """Return a text in lower case without accents, ligatures and other typography."""
    if text.isascii():
        return text.lower()
    # Taken apart, letters can have another lower case, and that can be taken apart again: Unicode 3.13, D146.
    text = unicodedata.normalize("NFKD", text.translate(_FOR_SEARCH)).casefold()
    text = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", _ACCENT.sub("", text).translate(_LETTERS)).translate(_FOR_SEARCH)


class _ForQuotes(dict[int, str]):
    """What each character is compared as in a quotation, worked out when it is first met: one character."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        small = letter.lower() if len(letter.lower()) == 1 else letter
        parts = unicodedata.normalize("NFKD", small)
        base, marks = parts[:1].lower(), parts[1:]
        # Ligatures and letters of their own stay: the pattern knows them. So do syllables, which letters make up.
        marked = all(map(unicodedata.combining, marks)) and len(base) == 1
        single = marked and len(unicodedata.normalize("NFKC", small)) == 1 and small not in APART
        folded = ALIKE.get(small) or (base if single else small)
        # A raised minus is a minus, and that a dash like the others.
        self[code] = folded = self.get(ord(folded), folded) if len(folded) == 1 else folded
        return folded


class _ForPages(dict[int, str]):
    """What each character is compared as on a web page, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        parts = unicodedata.normalize("NFKD", letter.casefold())
        parts = unicodedata.normalize("NFKD", parts.casefold())  # again, as in `search_folded`
        folded = "".join(part for part in parts if unicodedata.category(part) not in ("Mn", "Cf"))
        self[code] = folded = " " if letter.isspace() else folded
        return folded


_MARKS = dict.fromkeys(map(ord, SINGLE_QUOTES), "'") | dict.fromkeys(map(ord, DOUBLE_QUOTES), '"')
_FOR_QUOTES = _ForQuotes(_MARKS | dict.fromkeys(map(ord, DASHES), "-"))
_FOR_PAGES = _ForPages(_MARKS | {ord("\n"): "\n", 0x2028: "\n", 0x2029: "\n\n"})
_QUOTED_AS_IS = re.compile(r"[^\x00-@\[-_a-~]")  # all but these
# What most of a page consists of: in lower case, it is compared as it stands.
_PLAIN = bytes(set(range(ord(" "), 0x7F)) - {ord("`")} | {ord("\n")})


def quote_folded(text: str) -> str:
    """Return a text as it is compared with a quotation, character by character: each stands where it stood."""
    return text.lower() if text.isascii() else _replaced(text, set(_QUOTED_AS_IS.findall(text)), _FOR_QUOTES)


def page_folded(text: str) -> str:
    r"""Return a text as browsers compare it, but that line ends stay: a paragraph separator is ``\n\n``."""
    # Most of a text needs no more than lower case, and the rest of it is a few marks met again and again. Which
    # they are is told by bytes: much the quickest. A lone surrogate is a character like any other here.
    text = text.lower()
    others = text.encode(errors="surrogatepass").translate(None, _PLAIN).decode(errors="surrogatepass")
    return _replaced(text, set(others), _FOR_PAGES)


def counts_on_pages(letter: str) -> bool:
    """Say whether a character counts where browsers compare, and is no white space."""
    return bool(_FOR_PAGES[ord(letter)].strip())


def _replaced(text: str, letters: Iterable[str], folding: dict[int, str]) -> str:
    changed = [letter for letter in letters if folding[ord(letter)] != letter]
    if len(changed) > _MANY:
        return text.translate(folding)
    for letter in changed:
        text = text.replace(letter, folding[ord(letter)])
    return text
