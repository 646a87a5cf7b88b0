"""Which character set a font's bytes are in."""

from __future__ import annotations

import codecs

from embeddings.documents.readers._office import UNREADABLE_SIGN

# By the number that \fcharset gives; 0 and 1 are the document's own.
_BY_CHARSET = {
    77: "mac_roman", 78: "shift_jis", 80: "gb2312", 81: "big5", 85: "mac_greek", 86: "mac_turkish",
    88: "mac_latin2", 89: "mac_cyrillic", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_BY_WORD = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_PAGES = {10000: "mac_roman", 10006: "mac_greek", 10007: "mac_cyrillic", 10029: "mac_latin2", 10081: "mac_turkish"}
SYMBOLS = "symbols"  # the bytes are places in a font of pictures
SYMBOL_CHARSET = 2
UTF_8 = 65001
_BULLETS = {0xB7: "•", 0xA7: "▪", 0xA8: "▫"}
PRIVATE = range(0xF000, 0xF100)  # where such places are in Unicode


def of_charset(number: int) -> str | None:
    """Return the encoding of a font's character set, None where it is the document's."""
    return SYMBOLS if number == SYMBOL_CHARSET else _BY_CHARSET.get(number)


def of_page(number: int) -> str | None:
    """Return the encoding of a code page, None where there is none of this number."""
    name = "utf-8" if number == UTF_8 else _PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def of_word(word: str) -> str | None:
    """Return the encoding that a control word names."""
    return _BY_WORD.get(word)


def decode(content: bytes, encoding: str) -> str:
    """Return bytes as text; raises UnicodeDecodeError."""
    if encoding == SYMBOLS:
        return "".join(symbol(byte) for byte in content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        error.encoding = encoding  # not "charmap", which tables of characters are called all together
        raise


def symbol(place: int) -> str:
    """Return a sign of a font of pictures: a bullet, a blank, or a mark that there is one."""
    return " " if place == ord(" ") else _BULLETS.get(place, UNREADABLE_SIGN)
