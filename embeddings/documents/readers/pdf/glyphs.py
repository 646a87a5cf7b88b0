"""What a glyph says: the signs of fonts of signs, and whether a font that errs tells its letters all the same.

PDFium raises a flag where a font does not say which character a glyph is, and then takes the glyph's code for one.
Often that is right, since the codes are letters; in a font of signs it is wrong ("0" for a prime), and in a font
whose codes are mere numbers it is nonsense. The words that come of it tell.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

UNREADABLE = "\ufffd"  # a glyph whose font does not say which character it is
BULLET = "•"
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st"}
)  # fmt: skip
# What one widespread program makes of this ligature when it saves a file anew.
_MISREAD = re.compile(r"(?<=[^\W\d_])↵|↵(?=[^\W\d_])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SYMBOLS_FROM = 0xF000  # where fonts of symbols are put among the private signs


def _table(start: int, signs: str) -> dict[int, str]:
    """Return what codes from `start` on show; a blank stands for what is not known."""
    return {code: sign for code, sign in enumerate(signs, start) if sign != " "}


# The large signs of Adobe's old private area: parts of brackets that are built up.
_BUILT = _table(0xF8E5, " ⏐⎯®©™⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪⎮⎞⎟⎠⎤⎥⎦⎫⎬⎭")
_SYMBOL = (
    _table(0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼")
    | _table(0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪")
    | _table(0xF1, "⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭")
)  # fmt: skip
_LETTERS = {code: chr(code) for code in range(0x41, 0x7B) if chr(code).isalpha()}
_PLAIN = {code: chr(code) for code in range(0x21, 0x7B)}
# TeX's fonts by their codes, which their files rarely explain.
_TEX = (
    (re.compile(rb"CMB?SY"), _table(0x00,
        "−·×∗÷⋄±∓⊕⊖⊗⊘⊙◯∘∙≍≡⊆⊇≤≥⪯⪰∼≈⊂⊃≪≫≺≻←→↑↓↔↗↘≃⇐⇒⇑⇓⇔↖↙∝′∞∈∋△▽\u0338↦∀∃¬∅ℜℑ⊤⊥ℵABCDEFGHIJKLMNOPQRSTUVWXYZ"
        "∪∩⊎∧∨⊢⊣⌊⌋⌈⌉{}⟨⟩|‖↕⇕\\≀√∐∇∫⊔⊓⊑⊒§†‡¶♣♢♡♠")),
    (re.compile(rb"CMEX"), _table(0x00,
        "()[]⌊⌋⌈⌉{}⟨⟩|‖/\\()()[]⌊⌋⌈⌉{}⟨⟩/\\()[]⌊⌋⌈⌉{}⟨⟩/\\/\\⎛⎞⎡⎤⎣⎦⎢⎥⎧⎫⎩⎭⎨⎬⎪⏐⎝⎠⎜⎟⟨⟩⨆⨆∮∮⨀⨀⨁⨁⨂⨂"
        "∑∏∫⋃⋂⨄⋀⋁∑∏∫⋃⋂⨄⋀⋁∐∐˜˜˜˜˜˜[]⌊⌋⌈⌉{}√√√√√⏐⎾‖↑↓⏞⏞⏞⏞⇑⇓") | _table(0x62, "ˆˆˆ")),
    (re.compile(rb"CMMIB?"), _table(0x00, "ΓΔΘΛΞΠΣΥΦΨΩαβγδϵζηθικλμνξπρστυϕχψωεϑϖϱςφ↼↽⇀⇁↪")
        | _LETTERS | _table(0x30, "0123456789.,</>⋆∂") | _table(0x5B, "♭♮♯⌣⌢ℓ") | _table(0x7B, "ıȷ℘")),
    (re.compile(rb"MSAM"), _table(0x00, "⊡⊞⊠□■⋅◇◆") | _table(0x29, "∴∵") | _table(0x35, "≦⩽≶")
        | _table(0x3D, "≧⩾≷") | _table(0x46, "★") | _table(0x58, "✓") | _table(0x5C, "∠∡∢")),
    (re.compile(rb"MSBM"), _table(0x02, "≰≱≮≯⊀⊁") | _table(0x28, "⊊⊋⊈⊉∦∤") | _table(0x30, "⊬⊮⊭⊯")
        | _table(0x38, "↚↛⇍⇏") | _table(0x3F, "∅∄") | _table(0x6C, "⋖⋗⋉⋊") | _table(0x7D, "ħℏ")),
    (re.compile(rb"CM(?:R|BX|B|TI|SL|SS|CSC|DUNH)\w*"), {
        **_table(0x00, "ΓΔΘΛΞΠΣΥΦΨΩ"), **_table(0x0B, "ﬀﬁﬂﬃﬄıȷ"), **_table(0x19, "ßæœøÆŒØ"), **_PLAIN,
        0x3C: "¡", 0x3E: "¿", 0x5C: "“", **_table(0x7B, "–—")}),
)  # fmt: skip
_SUBSET = re.compile(rb"^[A-Z]{6}\+")
_STRUCK = re.compile("\u0338(.)")  # TeX draws the stroke first


def sign_of(font: bytes, code: int) -> str | None:
    """Return what a font of a known kind shows for a glyph's code, None where that is not known."""
    name = _SUBSET.sub(b"", font)
    for pattern, table in _TEX:
        if (match := pattern.match(name)) and not name[match.end() :].strip(b"0123456789"):
            return table.get(code)
    return None


def private_sign(font: bytes, code: int) -> str | None:
    """Return what a private sign shows that one of two widespread systems put there, else None."""
    if code in _BUILT:
        return _BUILT[code]
    symbol = _SUBSET.sub(b"", font).lower().startswith(b"symbol")
    return _SYMBOL.get(code - _SYMBOLS_FROM) if symbol else None


def privates(text: str) -> list[int]:
    """Return where characters are to which every font may give a meaning of its own."""
    return [match.start() for match in _PRIVATE.finditer(text)]


def readable(text: str) -> str:
    """Spell out ligatures; a glyph from the fonts' private signs is a bullet if alone, else unreadable."""
    if text.isascii():
        return text
    if _PRIVATE.search(text):
        return BULLET if _PRIVATE.fullmatch(text) else _PRIVATE.sub(UNREADABLE, text)
    if "\u0338" in text or "→" in text:
        text = _STRUCK.sub(lambda match: unicodedata.normalize("NFC", match[1] + "\u0338"), text)
        text = text.replace("↦→", "↦").replace("↪→", "↪")
    return _MISREAD.sub("ff", text.translate(_LIGATURES))


# Whether a font's letters can be believed.

Doubts = dict[int, bytes]  # where in a word a glyph is flagged, and its font
SHORTEST = 3  # letters of a run that may show it is a word
LEAST = 12  # letters in such runs
SOUND = 0.6  # of a font's letters in runs that can be words
VOWELS = frozenset("aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýāăąēėęěīıįōőœūůűųαεηιουωάέήίόύώаеёиіїоуыэюяє")
FEW_VOWELS, MANY_VOWELS = 0.25, 0.65  # of the letters of a language that writes them
_VOCALIC = ("LATIN", "GREEK", "CYRILLIC")


def believed(words: Iterable[tuple[str, Doubts]]) -> frozenset[bytes]:
    """Return the fonts whose flagged glyphs make words: of each word the text and its doubts are given."""
    runs: dict[bytes, Counter[str]] = {}
    for text, doubts in words:
        fonts = [doubts.get(at) if one.isalpha() else None for at, one in enumerate(text)]
        for font, run in groupby(zip(fonts, text, strict=True), itemgetter(0)):
            if font is not None:
                runs.setdefault(font, Counter())["".join(one for _, one in run)] += 1
    return frozenset(font for font, found in runs.items() if _are_words(found))


def _are_words(runs: Counter[str]) -> bool:
    """Say whether runs of letters are words of one script, by their length, their case and their vowels."""
    letters = sum(len(run) * times for run, times in runs.items())
    likely = {run: times for run, times in runs.items() if len(run) >= SHORTEST and _is_cased(run)}
    inside = sum(len(run) * times for run, times in likely.items())
    if inside < LEAST or inside < SOUND * letters:
        return False
    text = "".join(likely).casefold()
    scripts = Counter(unicodedata.name(one, "?").split()[0] for one in text)
    script, most = scripts.most_common(1)[0]
    if most < 0.9 * len(text):
        return False
    return script not in _VOCALIC or FEW_VOWELS <= sum(one in VOWELS for one in text) / len(text) <= MANY_VOWELS


def _is_cased(run: str) -> bool:
    """Say whether capitals stand where words have them: nowhere, first, or everywhere."""
    return run[1:] == run[1:].lower() or run == run.upper()
