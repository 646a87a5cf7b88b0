"""Notes that say whose they are: by a signature at their end, or by how they begin."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from embeddings.documents.attribution.names import family_of, initials_of, is_initials, label_name
from embeddings.documents.document import Attribution, Role
from embeddings.text.languages import pattern_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_SIGNATURE = 40  # characters
_SIGNED = re.compile(
    rf"(?:[.!?…:)\]\"”’»'*]|\s)\s?[–—-]{{1,2}}\s*(?P<who>[^\W\d_][^–—\[\]()\n\"“”]{{0,{LONGEST_SIGNATURE}}}?)[.*_]*\s*(?P<close>[\])])?[.*_]*\s*$"
)
_BRACKETS = re.compile(r"\[[^\[\]]{12,}\]|\([^()]{12,}\)")
_ACRONYM = re.compile(r"[A-ZА-Я]{3,5}")


@cache
def _editor() -> re.Pattern[str]:
    who, notes = pattern_of(words("editor_words")), pattern_of(words("note_words"))
    return re.compile(
        rf"(?:the\s+)?(?:[^\W\d_][\w-]*\s+){{0,2}}?(?:(?:{notes})\.?\s+(?:\w+\s+)?)?(?:{who})\.?", re.IGNORECASE
    )


@cache
def _opening() -> re.Pattern[str]:
    """Return how notes begin that tell whose they are: "Moscow Editor's Note:", "Note by the editors:"."""
    who, notes, by = (pattern_of(words(kind)) for kind in ("editor_words", "note_words", "byline_words"))
    fore = pattern_of(words("preface_words"))
    sources = pattern_of(words("according_to"))
    the = pattern_of(words("articles"))
    return re.compile(
        rf"[\[(*_]{{0,2}}\s*(?:"
        rf"(?:(?:{the})\s+)?(?P<a>(?:[^\W\d_][\w-]*\s+)?(?:{who}))(?:[’']?s?[’']?)\s+(?:(?:{notes})|(?:{fore}))\b"
        rf"|(?:{notes})\s+(?:(?:{by}|of|from|des|der|de|du|del|della|dei)\s+)?(?:(?:{the}|l[’'])\s*)?(?P<b>(?:[^\W\d_][\w-]*\s+)?(?:{who}))\b"
        rf"|(?:{sources})\s+(?:to\s+)?(?:(?:{the})\s+)?(?P<c>(?:[^\W\d_][\w-]*\s+)?(?:{who}))\s*:)",
        re.IGNORECASE,
    )


@cache
def _transcribers() -> re.Pattern[str]:
    who, notes = pattern_of(words("transcriber_words")), pattern_of(words("note_words"))
    return re.compile(
        rf"[\[(*_]{{0,2}}\s*(?:(?:{who})[’']?s?[’']?\s+(?:{notes})\b|(?:{notes})\s+(?:by|from)\s+(?:the\s+)?(?:{who}|MIA|ETOL|marxists))",
        re.IGNORECASE,
    )


@cache
def _archives() -> re.Pattern[str]:
    """Return how an archive's own notes begin: "ABC Note: …"."""
    return re.compile(rf"[\[(]?(?P<who>{_ACRONYM.pattern})\s+(?i:{pattern_of(words('note_words'))})\s*:")


def opened(text: str) -> Attribution | None:
    """Return whose a note is by its first words; None where they do not say."""
    if _transcribers().match(text):
        return Attribution(Role.TRANSCRIBER)
    if (archive := _archives().match(text)) is not None:
        return Attribution(Role.TRANSCRIBER, archive["who"])
    if (match := _opening().match(text)) is None:
        return None
    who = match["a"] or match["b"] or match["c"]
    named = len(who.split()) > 1 and who[0].isupper() and who.split()[0].casefold() not in words("articles")
    return Attribution(Role.EDITOR, _shown(who) if named else None)


def _shown(who: str) -> str:
    """Return "The Moscow editors" for "Moscow Editors"."""
    *place, office = who.split()
    return " ".join(["The", *place, office.lower()])


def signed(text: str, author: str | None) -> Attribution | None:
    """Return whose a note is by the signature at its end: an editor's, the author's, another's; None for none."""
    if (match := _SIGNED.search(text)) is None:
        return None
    who = " ".join(match["who"].split()).rstrip(" .,")
    folded = who.casefold()
    if folded in words("transcriber_words") or folded.removeprefix("the ") in words("transcriber_words"):
        return Attribution(Role.TRANSCRIBER)
    if _editor().fullmatch(who):
        return Attribution(Role.EDITOR, _office(who))
    if author and (
        family_of(who) == family_of(author) or (is_initials(who) and initials_of(who) == initials_of(author))
    ):
        return Attribution(Role.FOOTNOTE, author)
    if _ACRONYM.fullmatch(who) or is_initials(who):
        return Attribution(Role.EDITOR, match["who"].strip() + ("." if "." in match["who"] else ""))
    name = label_name(who)
    return Attribution(Role.EDITOR, name) if name and " " in name else None


def _office(who: str) -> str | None:
    """Return "The editor" for "Editor", "Ed.", nobody for a mere "Trans."."""
    last = who.rsplit(None, 1)[-1].rstrip(".").casefold()
    full = {"ed": "editor", "eds": "editors", "trans": "translator", "tr": "translator"}.get(last, last)
    if full not in ("editor", "editors", "translator", "translators", "publisher", "publishers"):
        return who
    place = who.split()[:-1]
    return " ".join(["The", *(one for one in place if one.casefold() != "the"), full])


def bracketed_notes(
    text: str, start: int, end: int, author: str | None
) -> Iterator[tuple[tuple[int, int], Attribution]]:
    """Yield the notes in brackets inside ``text[start:end]`` that say whose they are, and whose."""
    for match in _BRACKETS.finditer(text, start, end):
        note = match[0]
        found = opened(note) or signed(note, author) or of_author(note, author)
        if found is not None:
            yield match.span(), found


def of_author(note: str, author: str | None) -> Attribution | None:
    """Return that a note is the author's where it says so: "[Berg's footnote: …]"."""
    if not author:
        return None
    own = rf"[\[(]\s*{re.escape(author.split()[-1])}[’']s\s+(?:{pattern_of(words('note_words'))})"
    return Attribution(Role.FOOTNOTE, author) if re.match(own, note, re.IGNORECASE) else None
