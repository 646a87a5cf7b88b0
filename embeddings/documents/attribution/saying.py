"""Who is said to say something, in the words before a quotation and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from embeddings.documents.attribution.names import inside_sentences, name_pattern, plausible
from embeddings.text.languages import pattern_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_LINE = 200  # characters of a name and a colon
REACH = 140  # characters before a verb that its subject may stand in
_SENTENCE_END = re.compile(
    r"(?<!\b[A-ZА-Я])(?<!\b(?:Mr|Dr|St|Co))[.!?…;][\"”’»)\]]*(?:\s*(?:\[[0-9*†]+\]|\^\[[0-9*]+\]\^))?\s+(?=[^\Wa-zа-я])"
)
_INSERTED = re.compile(r"\[[^\[\]]{6,80}\]")
_ANNOUNCES = re.compile(r"(?::|[:,]?\s?[–—]|[:,]?--+|:-+)\s*(?:\[[0-9*†]+\]|\^\[[0-9*]+\]\^)?\s*$")
_SMALL = r"[^\W\d_A-ZÀ-ÞА-Я][\w’'-]*"
# Between a subject and its verb: what stands in brackets or between commas, a phrase, a few small words.
_GAP = (
    r"(?:\s*\([^()]{1,60}\))?(?:,[^,:;.!?]{1,90},)?"
    r"(?:\s+(?:in|of|on|at|from|with|to|aus|von|dans|en|de|nel|в|из)\s[^,:;.!?]{1,80}?)?"
    rf"(?:\s+{_SMALL}){{0,5}}\s*"
)
_PHRASE = re.compile(r"(?:^|\s)(?:in|of|on|at|from|with|to|by|and|aus|von|dans|de|en|nel|в|из|и|und|et)\s+$")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who says something: a name, or the writer himself, or one whom a pronoun stands for."""

    start: int
    end: int
    name: str | None = None
    own: bool = False


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'-])(?:{pattern_of(words('saying_verbs'))})(?![\w’'-])")


@cache
def _subject() -> re.Pattern[str]:
    own, other = pattern_of(words("first_persons")), pattern_of(words("third_persons"))
    return re.compile(
        rf"(?<![\w’'-])(?:(?P<own>(?i:{own}))|(?P<other>(?i:{other}))|(?P<who>{name_pattern()})(?P<whose>[’']s)?)(?![\w’'-])"
    )


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(_GAP)


@cache
def _after() -> re.Pattern[str]:
    article = pattern_of(words("articles"), frozenset({"our", "unser", "notre"}))
    return re.compile(
        rf"\s+(?:(?:by|von|par)\s+)?(?:(?i:{article})\s+(?:[^\W\d_A-ZÀ-ÞА-Я][\w’'-]*\s+){{0,5}})?(?P<who>{name_pattern()})"
    )


@cache
def _credited() -> re.Pattern[str]:
    sources, sayings = pattern_of(words("according_to")), pattern_of(words("sayings"))
    of = pattern_of(words("byline_words"), frozenset({"of", "from", "de", "des", "du", "del", "di"}))
    third = pattern_of(words("person_words"))
    ends = r"(?=\s*(?:[:,.;(\[–—-]|$)|\s+(?:on|in|at|to|about|of|über|sur|о|в)\b|[’']s)"
    return re.compile(
        rf"(?<!\w)(?:(?i:{sources})\s+(?:to\s+)?(?:{_SMALL}\s+){{0,6}}(?P<a>{name_pattern()})"
        rf"|(?i:{sayings})\s+(?:(?:are|is|was)\s+)?(?i:{of})\s+(?:[\w’'-]+\s+){{0,5}}?(?P<b>{name_pattern()}){ends}"
        rf"|(?P<c>{name_pattern()})[’']s?\s+(?:{_SMALL}\s+){{0,3}}(?i:{sayings})(?!\w)"
        rf"|(?i:{sources})\s+(?P<d>(?i:{third}))(?!\w)|(?P<e>(?i:{third}))\s+(?:own\s+)?(?i:{sayings})(?!\w))"
    )


def subjects(text: str, start: int, end: int, whole: str = "") -> Iterator[Subject]:
    """Yield who says something in ``text[start:end]``, in order; `whole` tells which words are no names."""
    whole = whole or text
    for verb in _verb().finditer(text, start, end):
        before = max(start, verb.start() - REACH)
        found = [
            match
            for match in _subject().finditer(text, before, verb.start())
            if not match["whose"]
            and _gap().fullmatch(text, match.end(), verb.start())
            and not (match["who"] and _is_in_phrase(text, before, match.start()))
        ]
        if found:
            # "Huber says of the queen:", but "Thus wrote Jo Field:".
            near = not text[found[-1].end() : verb.start()].strip()
            sure = near and _after().match(text, verb.end(), min(end, verb.end() + REACH)) is None
            subject = _subject_of(found[-1], whole, sure=sure)
            if subject is not None:
                yield subject
                continue
        if (after := _after().match(text, verb.end(), min(end, verb.end() + REACH))) is not None:
            name = plausible(after["who"], whole)
            if name is not None and not _article_before(text, after.start("who"), name):
                yield Subject(after.start("who"), after.end("who"), name)


def _subject_of(match: re.Match[str], whole: str, *, sure: bool) -> Subject | None:
    if match["own"]:
        return Subject(match.start(), match.end(), own=True)
    if match["other"]:
        return Subject(match.start(), match.end())
    name = plausible(match["who"], whole)
    if name is None or _article_before(match.string, match.start("who"), name):
        return None
    alone = " " not in match["who"].strip()
    if alone and not sure and _only_begins(match.string, match.start("who"), name, whole):
        return None
    return Subject(match.start("who"), match.end("who"), name)


def _only_begins(text: str, at: int, name: str, whole: str) -> bool:
    """Say whether a word is capitalised because a sentence begins with it: the text has it so nowhere else."""
    begins = text[:at].rstrip(" \n\"“„«‘'([")[-1:] in ("", ".", "!", "?", "…", ":", ";")
    return begins and name not in inside_sentences(whole)


def _is_in_phrase(text: str, start: int, at: int) -> bool:
    """Say whether a preposition or an "and" stands right before a name: it is then no subject on its own."""
    return _PHRASE.search(text, start, at) is not None


def _article_before(text: str, at: int, name: str) -> bool:
    """Say whether an article stands right before a word that stands alone: a thing, or a paper."""
    before = text[:at].rsplit(None, 1)[-1:] if at else []
    return " " not in name and bool(before) and before[0].casefold() in words("articles")


def credited_in(text: str, start: int, end: int, whole: str = "") -> Iterator[Subject]:
    """Yield whom ``text[start:end]`` credits without a verb: "according to", "in the words of", "X's words"."""
    for match in _credited().finditer(text, start, end):
        which = next(kind for kind in "abcde" if match[kind])
        if which in "de":
            yield Subject(match.start(which), match.end(which))
        elif (name := plausible(match[which], whole or text)) is not None and (which != "b" or " " in name):
            yield Subject(match.start(which), match.end(which), name)


def inserted(text: str, start: int, end: int) -> Subject | None:
    """Return who says a quotation by what was put into it in brackets: "[says Jo Field]", "[he adds]"."""
    for match in _INSERTED.finditer(text, start, end):
        found = list(subjects(text, match.start() + 1, match.end() - 1, text))
        if found:
            return found[-1]
        if _verb().search(text, match.start(), min(match.end(), match.start() + 40)):  # "[says the doctor]"
            return Subject(match.start(), match.end())
    return None


def bare_name(text: str, start: int, end: int) -> Subject | None:
    """Return whom a line names that is a name and a colon, and nothing else."""
    if end - start > LONGEST_LINE:
        return None
    match = re.compile(rf"\s*(?P<who>{name_pattern()})\s*(?:\([^()]{{1,60}}\))?\s*:\s*").fullmatch(
        text, start, end
    )
    name = plausible(match["who"], text) if match is not None else None
    return Subject(start, end, name) if name else None


def last_sentence(text: str, start: int, end: int) -> int:
    """Return where the last sentence of ``text[start:end]`` begins."""
    begins = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.end() < end:
            begins = match.end()
    return begins


def announces(text: str) -> bool:
    """Say whether a text ends as those do that a quotation follows: with a colon or a dash."""
    return _ANNOUNCES.search(text) is not None
