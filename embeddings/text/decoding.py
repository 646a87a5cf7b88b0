"""Bytes to text, or a refusal: never a replacement character, never control characters for a wrong guess.

In order: a byte order mark; UTF-8, which bytes that are something else practically never are; what the document
says of itself; and only then what the bytes look like, told by statistics and checked for legibility.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, TypedDict

from embeddings.documents.document import RefusalReason
from embeddings.errors import DocumentRefused
from embeddings.text.charsets import codecs_of, takes_many_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

# How much a text reads like one: does each unusual character stand where such a character can stand?
#
# Bytes read in the wrong character set give letters in the middle of words of another script, capitals within
# words, currency signs inside them. A detector that counts letters cannot tell "don’t" from "donÕt"; this can.

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


# The longer marks first: UTF-16's is the beginning of UTF-32's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
# Beyond ASCII, and not the dashes, quotation marks and spaces that any printed text may have.
_TELLING = re.compile("[^\x00-\x7f\xa0«»\u2000-\u203f]+")
_CONTROLS = re.compile("[\0-\b\x0e-\x1a\x1c-\x1f\x7f\x80-\x84\x86-\x9f]")
# So many characters valid in UTF-8 by chance are not found in text of another set with many bytes a character.
CERTAINLY_UTF8 = 8
# Candidates of the detector that are this near each other are told apart by legibility.
NEAR = 0.05
LEAST_LEGIBLE = 0.9
# Below this the detector has little to go by: a text of ASCII but for a few quotation marks, or no text.
LEAST_CONFIDENCE = 0.2
FEW_BEYOND_ASCII = 0.05
# Nearly any bytes are East Asian text in UTF-16; such text without a mark is taken for it only with spaces in it.
MOST_BEYOND_ASCII = 0.95
# Of candidates that read equally well the commoner is meant; anything else comes after, as the detector ranks it.
_COMMONEST = ("cp1252", "cp1250", "cp1251", "iso8859-15", "iso8859-2", "koi8-r", "mac-roman", "cp850")


class _Detection(TypedDict):
    encoding: str | None
    confidence: float


def decode(path: str, content: bytes, declared: str | None = None) -> str:
    r"""Return the text of a file's bytes, every line end as one ``\n``.

    `declared` is the name of a character set, as the document or its envelope gives it; it may be wrong. A byte
    order mark stays in a text in UTF-8, so that offsets count every character of the file; others are dropped.
    Raises DocumentRefused: NOT_TEXT for what is binary, UNDECODABLE where no character set can be told.
    """
    text = _decoded(path, content, declared)
    if "\0" in text:
        raise DocumentRefused(path, RefusalReason.NOT_TEXT, "it holds NUL bytes")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(path: str, content: bytes, declared: str | None) -> str:
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _strictly(path, content, codec)
    if content.startswith(codecs.BOM_UTF8):
        return _strictly(path, content, "utf-8")
    if b"\0" in content:
        return _without_mark(path, content)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        return _legacy(path, content, declared, error.start)
    if (other := _attempt(content, _escaping(content, declared))) is not None:
        return other
    named = codecs_of(declared)
    if named and takes_many_bytes(named[0]) and "utf-8" not in named and _beyond_ascii(text) < CERTAINLY_UTF8:
        other = _attempt(content, named)
    return text if other is None else other


def _strictly(path: str, content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        detail = f"marked as {codec.upper()}, wrong at byte {error.start}"
        raise DocumentRefused(path, RefusalReason.UNDECODABLE, detail) from error


def _without_mark(path: str, content: bytes) -> str:
    """Decode UTF-16 or UTF-32 without a mark; anything else that holds NUL bytes is no text."""
    found = [one for one in _detections(content) if one["encoding"] in _WIDE]
    text = _attempt(content, [one["encoding"] or "" for one in found])
    if text is None or legibility(text) < LEAST_LEGIBLE or _beyond_ascii(text) > MOST_BEYOND_ASCII * len(text):
        raise DocumentRefused(path, RefusalReason.NOT_TEXT, "it holds NUL bytes")
    return text


def _escaping(content: bytes, declared: str | None) -> Iterable[str]:
    """Return the codecs that write everything in ASCII, if these bytes look like one."""
    named = codecs_of(declared)
    if named and named[0].startswith(("iso2022", "hz", "utf-7")):
        return named
    return ("iso2022_jp", "iso2022_jp_2", "iso2022_kr") if b"\x1b$" in content else ()


def _legacy(path: str, content: bytes, declared: str | None, wrong: int) -> str:
    """Decode what is not UTF-8, because of the byte at `wrong`."""
    named = [
        codec for codec in codecs_of(declared) if codec != "utf-8" and not codec.startswith(("utf-16", "utf-32"))
    ]
    if (text := _attempt(content, named)) is not None:
        return text
    lossy = content.decode(errors="replace")
    lost = lossy.count("\ufffd")
    if _beyond_ascii(lossy) - lost >= 4 * lost:
        raise DocumentRefused(path, RefusalReason.UNDECODABLE, f"UTF-8 but for {lost} bytes, the first {wrong}")
    return _detected(path, content, wrong)


def _detected(path: str, content: bytes, wrong: int) -> str:
    found = _detections(content)
    best = found[0]["confidence"] if found else 0.0
    readings: list[tuple[float, int, str]] = []
    for place, one in enumerate(found):
        if one["confidence"] < best - NEAR:
            break
        for codec in codecs_of(one["encoding"]):
            if (text := _attempt(content, (codec,))) is not None:
                common = _COMMONEST.index(codec) if codec in _COMMONEST else len(_COMMONEST) + place
                readings.append((-round(legibility(text), 2), common, codec))
                break
    if not readings:
        raise DocumentRefused(path, RefusalReason.UNDECODABLE, f"not UTF-8 at byte {wrong}")
    illegible, _, codec = min(readings)
    text = content.decode(codec)
    few = len(text) - len(_TELLING.sub("", text)) <= FEW_BEYOND_ASCII * len(text)
    if -illegible < LEAST_LEGIBLE or (best < LEAST_CONFIDENCE and not few):
        detail = f"not UTF-8 at byte {wrong}, and {codec} is no more than a guess"
        raise DocumentRefused(path, RefusalReason.UNDECODABLE, detail)
    return text


def _detections(content: bytes) -> list[_Detection]:
    """Return what the bytes may be written in, most likely first."""
    import chardet
    from chardet import EncodingEra

    # Mainframes' sets have no letter where ASCII has one: text in them does not come as files.
    eras = EncodingEra.ALL & ~EncodingEra.MAINFRAME
    found = chardet.detect_all(
        content, ignore_threshold=True, encoding_era=eras, max_bytes=len(content), compat_names=False
    )
    return [_Detection(encoding=one["encoding"], confidence=one["confidence"]) for one in found]


def _attempt(content: bytes, names: Iterable[str]) -> str | None:
    """Return the text in the first codec that takes every byte and gives no control characters."""
    for codec in names:
        try:
            text = content.decode(codec)
        except (UnicodeError, LookupError):
            continue
        if not _CONTROLS.search(text):
            return text
    return None


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))
