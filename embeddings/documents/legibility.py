"""How much a text reads like one: does each unusual character stand where such a character can stand?

Bytes read in the wrong character set give letters in the middle of words of another script, capitals within
words, currency signs inside them. A detector that counts letters cannot tell "don’t" from "donÕt"; this can.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice

LOOKED_AT = 5_000  # characters beyond ASCII; more say nothing new
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_NEVER = ("Cc", "Cn", "Co", "Cs")
_EAST = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "HALFWIDTH", "FULLWIDTH", "IDEOGRAPHIC")
_OPENING, _CLOSING = "“‘„‚«‹", "”’»›“‘"
_ALONE = frozenset("àÀáÁèÈéÉêÊòÒóÓôÔíÍåÅöÖøØæÆ")  # Latin letters that are words of their own
_IRISH, _BEFORE_VOWELS = "ÁÉÍÓÚ", "hnt"
_AFTER_LETTER = "©®™ªº°²³¹†‡"
_MAY_PART_LETTERS = "’–—―·\u00ad\u2010\u2011\u200b\u200c\u200d"


def legibility(text: str) -> float:
    """Return the share, 0 to 1, of the characters beyond ASCII that stand where they can; 1 if there are none.

    Control characters and those of no meaning make it 0 at once.
    """
    looked = good = 0
    in_words: set[str] = set()
    alone: list[str] = []  # the scripts of letters without a neighbour
    for match in islice(_BEYOND_ASCII.finditer(text), LOOKED_AT):
        at = match.start()
        category = unicodedata.category(match[0])
        if category in _NEVER:
            return 0.0
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 3]
        looked += 1
        if category[0] != "L" or match[0] in _AFTER_LETTER:
            good += _mark_stands(match[0], category, before, after)
        elif before.isalpha() or after[:1].isalpha():
            good += _letter_stands(match[0], before if before.isalpha() else "", after)
            in_words.add(_script(match[0]))
        elif match[0] in _ALONE:
            good += 1
        else:
            alone.append(_script(match[0]))
    # One letter by itself is a word only among words of its script.
    good += sum(script != "LATIN" and (script in in_words or script in _EAST) for script in alone)
    return good / looked if looked else 1.0


def _mark_stands(character: str, category: str, before: str, after: str) -> bool:
    left, right = before.isalpha(), after[:1].isalpha()
    if character in _AFTER_LETTER:
        return not right
    if category[0] == "M":
        return left or unicodedata.category(before or " ")[0] == "M"
    if category[0] == "Z" or character in _MAY_PART_LETTERS:
        return True
    if character in _OPENING or character in _CLOSING:
        return not (left and right)
    return not left or _script(before) in _EAST


def _letter_stands(character: str, before: str, after: str) -> bool:
    script, following = _script(character), after[:1] if after[:1].isalpha() else ""
    if script in _EAST:
        return True
    if any(_script(one) not in (script, *_EAST) for one in (before, following) if one):
        return False
    if character == before == following:
        return False
    if character.isupper():
        # "Émile", "L’ÉTAT": never before a capitalised word, nor after a small letter but in Irish, "hÉireann".
        if before.islower():
            return before in _BEFORE_VOWELS and character in _IRISH and following.islower()
        return not (following.isupper() and after[1:2].islower())
    return not (character.islower() and following.isupper())


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]
