"""A phrase as it may stand in a text: the same words and marks in the same order, whatever the typography.

Not told apart are capitals and small letters, accents, ligatures and the letters they join, kinds of quotation
marks and of dashes, an ellipsis and three points, and kinds of white space, line ends included; at a line's end a
hyphen may part a word, and in scripts without spaces a line may end between any two signs. Everything else counts.
Matching is by whole words.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from embeddings.text.characters import (
    ACCENTS,
    ALIKE,
    APART,
    DASHES,
    DOUBLE_QUOTES,
    LIGATURES,
    SINGLE_QUOTES,
    UNSPACED,
    ZERO_WIDTH,
    is_unspaced,
    quote_folded,
)

_UNSEEN = f"{ACCENTS}\u00ad{ZERO_WIDTH}"  # marks over letters, and what prints nothing
_LINE_BREAK = r"[-¬\u00ad][ \t]*\r?\n[ \t]*"
_WITHIN = rf"[{_UNSEEN}]*(?:{_LINE_BREAK})?"  # between two letters of a word
_UNSPACED_BREAK = re.compile(rf"(?<=[{UNSPACED}])[ \t]*\r?\n[ \t]*(?=[{UNSPACED}])")
_SHORTEST_PREFIX = 2  # letters
_BETWEEN_SIGNS = rf"[{_UNSEEN}]*(?:[ \t]*\r?\n[ \t]*)?"
_PARTED = re.compile(rf"[{_UNSEEN}]|(?<=[^\W_]){_LINE_BREAK}(?=[^\W_])")


def forgiven(phrase: str, text: str) -> tuple[str, ...]:
    """Return the kinds of typography in which a phrase and a text that `spans_of` takes for it differ."""
    return tuple(kind for kind in _KINDS if _without(phrase, kind) != _without(text, kind))


def _without(text: str, kind: str) -> str:
    """Return a text with all typography but one kind evened out."""
    for other, even in _KINDS.items():
        if other != kind:
            text = even(text)
    return text


def _apart(text: str) -> str:
    apart = "".join(APART.get(letter, ALIKE.get(letter, letter)) for letter in text)
    return re.sub(f"[{_UNSEEN}]", "", unicodedata.normalize("NFKD", apart))


_KINDS = {
    "words parted at a line's end": lambda text: _PARTED.sub("", text),
    "white space": lambda text: " ".join(_UNSPACED_BREAK.sub("", text).split()),
    "capitals": str.lower,
    "quotation marks": lambda text: re.sub(f"[{SINGLE_QUOTES}]", "'", re.sub(f"[{DOUBLE_QUOTES}]", '"', text)),
    "dashes": lambda text: re.sub(f"[-{DASHES}]+", "-", text),
    "accents and ligatures": _apart,
}


def spans_of(phrase: str, text: str, *, prefixes: bool = False) -> list[tuple[int, int]]:
    """Return where a phrase stands in a text, as characters ``[start, end)``, none overlapping another.

    With `prefixes` a word that ends with a star, "lamp*", stands for every word that begins so.
    """
    level = quote_folded(text)
    parted = _PARTED.search(level) is not None or _UNSPACED_BREAK.search(level) is not None
    pattern = _pattern(phrase, parted=parted, prefixes=prefixes)
    return [] if pattern is None else [match.span() for match in pattern.finditer(level)]


def is_prefix(word: str) -> bool:
    """Say whether a word stands for all that begin as it does: it ends with a star behind two letters at least."""
    return len(word) > _SHORTEST_PREFIX and word[-1] == "*" and word[:-1].isalnum()


def _pattern(phrase: str, *, parted: bool, prefixes: bool = False) -> re.Pattern[str] | None:
    """Return what finds a phrase in levelled text, None for a phrase of white space.

    In a text where no word is `parted`, nothing can stand between two letters, which is quicker to look for.
    """
    words = _spelled_out(phrase).split()
    if not words:
        return None
    beside, within, space = (f"[{_UNSEEN}]*", _WITHIN, rf"\s[\s{_UNSEEN}]*") if parted else ("", "", r"\s+")
    begun = [prefixes and is_prefix(word) for word in words]
    rest = rf"(?:{within}[^\W_])*"  # of a word that is only begun
    parts = [
        _word(word.rstrip("*"), within) + rest if open_ended else _word(word, within)
        for word, open_ended in zip(words, begun, strict=True)
    ]
    ends = "" if begun[-1] else _edge(words[-1][-1], before=False)
    return re.compile(_edge(words[0][0], before=True) + (beside + space).join(parts) + beside + ends)


def _spelled_out(phrase: str) -> str:
    """Return a phrase levelled, its ligatures in letters, without what prints nothing."""
    phrase = _PARTED.sub("", quote_folded(unicodedata.normalize("NFC", phrase)))
    return "".join(APART.get(letter, letter) for letter in phrase)


def _word(word: str, within: str) -> str:
    parts: list[str] = []
    at = 0
    unseen = f"[{_UNSEEN}]*" if within else ""
    ellipsis = "(?:…|{0}{1}{0}{1}{0})".format(r"\.", rf"{unseen}\s?{unseen}")
    while at < len(word):
        for length in (3, 2):
            joined = LIGATURES.get(word[at : at + length])
            if word[at : at + length] == "...":
                parts.append(ellipsis)
            elif joined:
                apart = within.join(word[at : at + length])
                parts.append(f"(?:{apart}|{joined})")
            else:
                continue
            at += length
            break
        else:
            dash = word[at] == "-"
            parts.append(rf"-(?:{unseen}-)*(?:[ \t]*\r?\n[ \t]*)?" if dash else re.escape(word[at]))
            at += 1
            while dash and word[at : at + 1] == "-":
                at += 1
    if not within or not is_unspaced(word):
        return within.join(parts)
    # Between two signs of a script without spaces a line may end anywhere.
    joined = parts[0]
    for before, part in pairwise(parts):
        joined += (_BETWEEN_SIGNS if is_unspaced(before) and is_unspaced(part) else within) + part
    return joined


def _edge(letter: str, *, before: bool) -> str:
    """Return what must hold beside a phrase's first or last character."""
    if not letter.isalnum() or is_unspaced(letter):
        return ""
    # "Trotsky" stands in "Trotsky's", and "don" does not in "don't".
    return r"(?<![^\W_])" if before else rf"(?![^\W_])(?![{_UNSEEN}]+[^\W_])(?!'(?!s(?![^\W_]))[^\W_])"
