"""Who is named in running text: what may be a person's name there, and what stands before it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from embeddings.text.languages import pattern_of, words
from embeddings.text.names import is_family_name

_CAPITAL = r"[^\W\d_a-zß-öø-ÿа-яё]"
_PART = rf"{_CAPITAL}(?:[\w’'-]*\w)?\.?"
SHORTEST = 3  # letters of a name that stands alone
LONGEST = 80  # characters of a speaker
_WRITTEN = re.compile(r"[\w’'-]+")
_LETTERS = re.compile(r"\w+")
_AFTER_A_WORD = re.compile(r"(?<=[\w,;]\s)\w[\w’'-]*")
_POSSESSIVE = re.compile(r"[’']s?$")
_ADDRESS = re.compile(r"\s*[\[(<][^\[\]()<>]*(?:@|\bat\b|dot)[^\[\]()<>]*[\])>]|\s*<[^<>]*>")
_INITIALS = re.compile(rf"(?:{_CAPITAL}\.?\s?){{2,3}}")


@cache
def name_pattern() -> str:
    """Return a pattern for what may be a name: capitalised words, with particles and initials between them."""
    particles = pattern_of(words("name_particles"), frozenset({"de", "van", "von", "der", "di", "af"}))
    return rf"(?:{_PART}\s+(?:(?:{particles})\s+){{0,2}}){{0,4}}{_PART}"


@cache
def _no_names() -> frozenset[str]:
    kinds = (
        "function_words",
        "stop_words",
        "telling_words",
        "weekdays",
        "articles",
        "sayings",
        "first_persons",
        "third_persons",
        "editor_words",
        "note_words",
        "interview_words",
        "places",
        "periodical_words",
        "organisation_words",
        "series_words",
        "chapter_words",
        "part_words",
    )
    months = {form.rstrip(".").casefold() for held in words("months") for form in held.split()}
    return frozenset().union(months, *map(words, kinds)) - words("name_particles")


def plausible(name: str, text: str = "") -> str | None:
    """Return what of a run of capitalised words is somebody's name; None where nothing is.

    A word before it that the text also writes small only began the sentence.
    """
    parts = _POSSESSIVE.sub("", name.strip(' ,;:."“”„«»*_')).split()
    titled = False
    while parts:
        word = parts[0].rstrip(".").casefold()
        if word in words("name_titles") and len(parts) > 1:
            titled = True
        elif word in words("articles") and len(word) > 1:
            return None  # "The Poverty": a work, a paper
        elif not (word in _no_names() or (len(word) > 1 and _stands_small(word, text))):
            break
        parts.pop(0)
    if not parts or len(parts) > 5:  # noqa: PLR2004 - as names have
        return None
    if any(part.rstrip(".").casefold() in _no_names() for part in parts):
        return None
    last = parts[-1].rstrip(".")
    alone = len(parts) == 1
    if len(last) < SHORTEST and not titled:
        return None
    if not is_family_name(last) or (alone and not titled and last.isupper() and len(last) <= 4):  # noqa: PLR2004 - an abbreviation
        return None
    return " ".join([*parts[:-1], last])


def _stands_small(word: str, text: str) -> bool:
    return word in _words_of(text)


@lru_cache(8)
def _words_of(text: str) -> frozenset[str]:
    """Return the words of a text as they are written; gathered once, for a book asks for thousands."""
    return frozenset(_WRITTEN.findall(text))


@lru_cache(8)
def inside_sentences(text: str) -> frozenset[str]:
    """Return the words of a text that stand somewhere after another word: no sentence begins with them there."""
    found = _AFTER_A_WORD.findall(text)
    return frozenset(found).union(word for one in found for word in _LETTERS.findall(one)[:1])


def label_name(label: str) -> str | None:
    """Return whom a label before a speech names: "Jo Field", "JO FIELD", "J.F.", "Mireille Stone, M.D."."""
    name = " ".join(_ADDRESS.sub("", label).strip(" *_:").split())
    parts = name.split()
    if not parts or len(name) > LONGEST or len(parts) > 6 or not name[0].isupper():  # noqa: PLR2004 - as names have
        return None
    if len(parts) == 1 and name.strip(".").casefold() in _no_names() - words("name_titles"):
        return None
    named = (part[0].isupper() or part in words("name_particles") or part[0] == "(" for part in parts)
    return name if all(named) else None


def is_initials(name: str) -> bool:
    """Say whether a name is given by its initials only."""
    return _INITIALS.fullmatch(name) is not None


def initials_of(name: str) -> str:
    """Return the initials of a name, in capitals and without stops."""
    return "".join(part[0] for part in re.split(r"[\s.-]+", name) if part and part[0].isupper())


def family_of(name: str) -> str:
    """Return the last part of a name, case folded."""
    parts = name.split()
    return parts[-1].casefold() if parts else ""


def mailer(words_before: str) -> str | None:
    """Return whose name a mail program wrote: without the address, quotation marks and "via"."""
    name = _ADDRESS.sub("", words_before).strip(" ,;:\"'“”„*_<>()[]")
    name = re.sub(r"\s+via\s.*$", "", name)
    if "," in name:
        family, _, given = name.partition(",")
        name = f"{given.strip()} {family.strip()}".strip()
    letters = any(map(str.isalpha, name))
    return name if letters and len(name) <= LONGEST and not re.search(r"[0-9]{2}|[:@]", name) else None
