"""Words, as texts are indexed by and questions are searched by: one function for both.

Letters are folded (case, accents, ligatures, long s, æ and œ, full-width forms), words broken over two lines are
joined, possessives lose their ending, ``1,000`` is ``1000`` and ``I.L.P.`` is ``ilp``. A compound is found by its
parts and as one word. Scripts that put no spaces between words are cut into overlapping pairs of characters, as
Lucene's CJK analyser does. Stemming is left to the index, so that phrases can be searched as they stand.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import partial

from embeddings.text.characters import UNSPACED, is_unspaced, search_folded
from embeddings.text.languages import words as words_known

LONGEST = 64  # characters of a word that count
_VOWEL_SIGNS = "".join(
    chr(code) for code in range(0x0900, 0x1D00) if unicodedata.category(chr(code)) in ("Mn", "Mc")
) + "\u3099\u309a"  # fmt: skip

_SOFT_BREAK = re.compile(r"[\u00ad¬][ \t]*\r?\n[ \t]*|\u00ad")
_BREAK = re.compile(r"[-‐][ \t]*\r?\n")
# Of a script without spaces, a line's end parts nothing; two parts paragraphs.
_UNSPACED_BREAK = re.compile(rf"(?<=[{UNSPACED}])[ \t]*\r?\n[ \t]*(?=[{UNSPACED}])")
_HARD_BREAK = re.compile(r"([^\W\d_]+)[-‐][ \t]*\r?\n[ \t]*([^\W\d_]+)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_INNER_LETTER = re.compile(r"\.[^\W\d_]\.")
_ACRONYM = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}")
_UNIT = rf"(?:[^\W_]|[{_VOWEL_SIGNS}])+"
_WORD = re.compile(rf"{_UNIT}(?:['-]{_UNIT})*")
_PLAIN_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")  # the same for ASCII, three times as fast
_RUNS = re.compile(rf"[{UNSPACED}]+|[^{UNSPACED}]+")

_LEAST_ELIDED = 4  # "O'Connell" and "l'humanité" are found without what the apostrophe ties on, "don't" is not


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order, and further forms it is to be found by, which have no place in it."""

    words: tuple[str, ...]
    further: tuple[str, ...]


def stop_words() -> frozenset[str]:
    """Return English words of questions and grammar, as `words_of` gives them; "die", say, is none of them."""
    return words_known("stop_words", "en")


def words_of(text: str) -> Words:
    """Return the words of a text."""
    words: list[str] = []
    further: list[str] = []
    if not text.isascii():
        text = _UNSPACED_BREAK.sub("", _SOFT_BREAK.sub("", text))
    if _BREAK.search(text):  # looked for first: most texts hold none, and the pattern that joins is slow
        text = _HARD_BREAK.sub(partial(_join, further), text)
    text = search_folded(text)
    if "," in text:
        text = _THOUSANDS.sub("", text)
    if _INNER_LETTER.search(text):
        text = _ACRONYM.sub(lambda match: match[0].replace(".", "") + " ", text)
    plain = text.isascii()
    for word in (_PLAIN_WORD if plain else _WORD).findall(text):
        if word.isalnum() and (plain or word.isascii()):
            words.append(word[:LONGEST])
        else:
            _take_apart(word, words, further)
    return Words(tuple(words), tuple(further))


def _join(further: list[str], match: re.Match[str]) -> str:
    """Join a word parted at a line's end. It may have had its hyphen before, so its parts are kept as well."""
    left, right = match[1], match[2]
    if not right[0].islower():
        return f"{left}-{right}"
    further += [search_folded(left)[:LONGEST], search_folded(right)[:LONGEST]]
    return left + right


def _take_apart(compound: str, words: list[str], further: list[str]) -> None:
    parts = [_without_apostrophes(part, further) for part in compound.split("-")]
    for part in parts:
        words += _pairs(part) if is_unspaced(part) else [part[:LONGEST]]
    if len(parts) > 1 and not all(part.isdigit() for part in parts):
        further.append("".join(parts)[:LONGEST])


def _without_apostrophes(word: str, further: list[str]) -> str:
    first, *rest = word.split("'")
    if rest and rest[-1] == "s":
        rest.pop()
    if rest and len(rest[-1]) >= _LEAST_ELIDED:
        further.append(rest[-1][:LONGEST])
    return "".join((first, *rest))


def _pairs(word: str) -> list[str]:
    """Cut what is written without spaces into overlapping pairs, and keep the rest as words."""
    found: list[str] = []
    for run in _RUNS.findall(word):
        if is_unspaced(run) and len(run) > 1:
            found += [run[at : at + 2] for at in range(len(run) - 1)]
        else:
            found.append(run[:LONGEST])
    return found
