"""Names of character sets, as documents give them, and the codecs that such a name may stand for."""

from __future__ import annotations

import codecs
import re

_LABEL = re.compile(r"[a-z0-9][a-z0-9_.:+-]{1,39}")
# What Python's own table of aliases lacks, of the labels of the WHATWG Encoding Standard and of old mails.
_ALIASES = {
    "x-sjis": "shift_jis",
    "windows-31j": "cp932",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gbk",
    "x-x-big5": "big5",
    "cn-big5": "big5",
    "cn-gb": "gb2312",
    "ks_c_5601-1987": "euc_kr",
    "ksc5601": "euc_kr",
    "windows-949": "cp949",
    "dos-874": "cp874",
    "windows-874": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "logical": "iso8859-8",
    "visual": "iso8859-8",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "koi8-ru": "koi8-u",
    "x-mac-roman": "mac-roman",
    "mac": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-ukrainian": "mac-cyrillic",
    "sun_eu_greek": "iso8859-7",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-unicode20utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
}
# Python has codecs that are no character sets (rot13, punycode); these names of its own are.
_CHARSET = re.compile(
    r"ascii|cp(?:125\d|437|720|737|775|85\d|86\d|874|932|949|950|1125)|iso8859-\d+|iso2022_\w+|koi8-[rut]|mac-\w+|"
    r"utf-(?:7|8|8-sig|16|16-le|16-be|32|32-le|32-be)|shift_jis\w*|euc_\w+|gb2312|gbk|gb18030|hz|big5|big5hkscs|"
    r"johab|tis-620|kz1048|ptcp154|hp-roman8"
)
# One name, several sets: the narrowest that takes every byte is the one that was meant. As in browsers, who says
# Latin-1 or ASCII means windows-1252, of which those are parts.
_FAMILIES = {
    "ascii": ("cp1252",),
    "iso8859-1": ("cp1252",),
    "iso8859-9": ("cp1254",),
    "iso8859-11": ("cp874",),
    "tis-620": ("cp874",),
    "utf-8-sig": ("utf-8",),
    "gb2312": ("gb2312", "gbk", "gb18030"),
    "gbk": ("gb2312", "gbk", "gb18030"),
    "gb18030": ("gb2312", "gbk", "gb18030"),
    "big5": ("big5", "cp950", "big5hkscs"),
    "cp950": ("big5", "cp950", "big5hkscs"),
    "big5hkscs": ("big5", "cp950", "big5hkscs"),
    "shift_jis": ("shift_jis", "cp932", "shift_jis_2004"),
    "shift_jis_2004": ("shift_jis", "cp932", "shift_jis_2004"),
    "cp932": ("shift_jis", "cp932", "shift_jis_2004"),
    "euc_jp": ("euc_jp", "euc_jis_2004"),
    "euc_jis_2004": ("euc_jp", "euc_jis_2004"),
    "euc_kr": ("euc_kr", "cp949"),
    "cp949": ("euc_kr", "cp949"),
    "iso2022_jp": ("iso2022_jp", "iso2022_jp_2", "iso2022_jp_ext"),
}
# Python's codecs of one byte a character; of two or more, bytes can be valid in UTF-8 as well by chance.
_MANY_BYTES = re.compile(r"utf-.*|shift_jis.*|euc_.*|gb.*|hz|big5.*|johab|cp9\d\d|iso2022_.*")


def codecs_of(label: str | None) -> tuple[str, ...]:
    """Return the codecs to try, in order, for a name of a character set; none for an unknown name."""
    name = (label or "").strip(" \t\r\n\"'").lower()
    if not _LABEL.fullmatch(name):
        return ()
    try:
        codec = codecs.lookup(_ALIASES.get(name, name)).name
    except (LookupError, ValueError):
        return ()
    return _FAMILIES.get(codec, (codec,)) if _CHARSET.fullmatch(codec) else ()


def takes_many_bytes(codec: str) -> bool:
    """Say whether a codec uses more than one byte for some characters."""
    return bool(_MANY_BYTES.fullmatch(codec))


_XML = re.compile(rb"^\s{0,100}<\?xml\s[^>]{0,200}?\bencoding\s*=\s*[\"']\s*([A-Za-z0-9_.:+-]{1,40})")
_META = re.compile(rb"<meta\s[^>]{0,1000}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_.:+-]{1,40})", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.DOTALL)
_FAR = 16_384  # bytes from the top in which a page says how it is written; browsers look at fewer


def declared_in(content: bytes) -> str | None:
    """Return the name of the character set that a page or an XML file declares at its top."""
    top = content[:_FAR]
    found = _XML.search(top) or _META.search(_COMMENT.sub(b"", top))
    return found[1].decode("ascii") if found else None
