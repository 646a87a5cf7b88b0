"""Who is said to speak, where words are announced or accompanied: "Berg writes:", "…," said Jo Field.

A name counts where it reads like one, its words are no common words of the text, and it is the subject of a verb
of saying, or owns what is said. A pronoun stands for the subject of the sentence before, where there is one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from embeddings.text.languages import pattern_of, words
from embeddings.text.names import is_family_name, is_name

_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'.-](?=[^\W\d_]))*\.?(?:[’']s\b|s[’'](?=\s))?")
_INSIDE = re.compile(r"(?<=[a-zà-ÿа-яё,;] )[^\W\d_a-z][^\W\d_]{2,}")
_WORD = re.compile(r"(?<![/.@\w])[^\W\d_]{3,}")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’'»)\]]*\s+(?=[\"“‘'«(\[]?[^\W\d_a-z])")
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_]|\b(?:Mr|Mrs|Dr|St|Prof|Herr|Vol|No|pp?|cf|vgl|etc))\.$")
WRITER = ""  # stands for whoever writes the text
EVIDENCE = 400_000  # characters of a text that its common words are counted in
MOST_NAME = 4  # words of a name
FARTHEST = 160  # characters between a name and its verb
_HONORIFICS = frozenset(
    ("mr", "mrs", "miss", "ms", "dr", "sir", "lord", "prof", "professor", "herr", "frau", "comrade", "citizen")
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text, characters ``[start, end)``; whether it owns what follows, and how it stands."""

    name: str
    start: int
    end: int
    possessive: bool
    governed: bool  # after a preposition or an article: no subject


class Common:
    """The words of a text, and how often each stands in lower case."""

    def __init__(self, text: str) -> None:
        text = text[:EVIDENCE]
        self._text = text
        self._adjectives: dict[str, bool] = {}
        self._counts = Counter(_WORD.findall(text))
        self._inside = frozenset(_INSIDE.findall(text))  # capitalised where no sentence begins

    def names(self, name: str) -> bool:
        """Say whether most parts of a name are no common words of the text."""
        parts = [part for part in _WORD.findall(name) if part.casefold() not in _HONORIFICS]
        return (
            bool(parts) and not self._is_common(parts[-1]) and sum(map(self._is_common, parts)) * 2 <= len(parts)
        )

    def has_inside(self, word: str) -> bool:
        """Say whether a word is capitalised within a sentence, not only at the beginning of some."""
        return word in self._inside

    def is_adjective(self, word: str) -> bool:
        """Say whether a capitalised word mostly stands before a common noun: "German philosophy"."""
        if word not in self._adjectives:
            following = re.findall(rf"\b{re.escape(word)}\b(?:\s+([a-zà-ÿ]{{3,}})\b)?", self._text)
            nouns = sum(bool(one) and one not in _connecting() for one in following)
            self._adjectives[word] = nouns * 2 > len(following)
        return self._adjectives[word]

    def _is_common(self, word: str) -> bool:
        lower = self._counts[word.lower()]
        return lower > 0 and lower * 2 >= self._counts[word]


def mentions(text: str, common: Common) -> list[Mention]:
    """Return the people that a text names, in order."""
    found: list[Mention] = []
    run: list[re.Match[str]] = []
    tokens = list(_TOKEN.finditer(text))
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if _may_name(token[0], first=not run):
            run.append(token)
        gap = text[token.end() : following.start()] if following is not None else "."
        ends = following is None or gap not in (" ", ". ") or token[0].endswith(("’s", "'s"))
        if run and (ends or following is None or not _may_name(following[0], first=False)):
            found += _mention(text, run, common)
            run = []
    return found


def _may_name(word: str, *, first: bool) -> bool:
    bare = word.rstrip(".")
    return word[0].isupper() or (not first and bare.casefold() in words("name_particles"))


def _mention(text: str, run: list[re.Match[str]], common: Common) -> list[Mention]:
    """Return the name that a run of capitalised words ends in, without what only begins a sentence."""
    possessive = run[-1][0].endswith(("’s", "'s", "s’", "s'"))
    while run and (not run[-1][0][0].isupper()):
        run = run[:-1]
    for first in range(len(run)):
        part = run[first:]
        if len(part) > MOST_NAME:
            continue
        name = text[part[0].start() : part[-1].end()]
        name = re.sub(r"[’']s$|(?<=s)[’']$", "", name).strip()
        begins = not text[: part[0].start()].strip(" \"“‘'«([")
        if begins and len(part) > 1 and part[0][0].casefold() in _connecting():
            continue
        titled = part[0][0].rstrip(".").casefold() in _HONORIFICS
        bare = name if not titled else name.split(" ", 1)[-1]
        alone_long = len(bare) > 2 or titled  # noqa: PLR2004 - initials are no name
        fits = is_name(bare) or (is_family_name(bare.rstrip(".")) and alone_long)
        alone = " " not in bare
        sure = not alone or not begins or common.has_inside(bare.rstrip("."))
        sure = (sure or titled) and not (alone and common.is_adjective(bare.rstrip(".")))
        if fits and sure and not _is_other(bare) and common.names(bare):
            before = text[: part[0].start()].rsplit(None, 1)
            word = re.sub(r"\W", "", before[-1]).casefold() if before else ""
            if word in words("articles") and len(part) > 2:  # noqa: PLR2004 - "the American Anna Berg"
                continue
            governed = word in words("prepositions") | words("articles")
            return [Mention(name, part[0].start(), part[-1].end(), possessive, governed)]
    return []


def _is_other(name: str) -> bool:
    """Say whether a name is that of a place, a month or a day, or a word of grammar that begins a sentence."""
    return name.casefold().rstrip(".") in _no_people()


@cache
def _connecting() -> frozenset[str]:
    """Return the words after which a name may stand as well as before them."""
    return words("function_words") | words("stop_words") | words("saying_verbs") | words("prepositions")


@cache
def _no_people() -> frozenset[str]:
    months = {form.casefold() for key in ("months", "seasons") for forms in words(key) for form in forms.split()}
    kinds = (
        "places",
        "weekdays",
        "function_words",
        "stop_words",
        "saying_verbs",
        "editor_words",
        "note_words",
        "volume_words",
        "issue_words",
        "page_words",
        "part_words",
        "series_words",
        "speech_words",
    )
    return frozenset(months).union(*map(words, kinds))


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a paragraph; an initial or an abbreviation ends none."""
    found: list[str] = []
    for part in _SENTENCE_END.split(text):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] += " " + part
        else:
            found.append(part)
    return found


def says(sentence: str) -> bool:
    """Say whether a verb of saying stands in a sentence."""
    return bool({word.casefold() for word in re.findall(r"[^\W\d_][\w’']*", sentence)} & words("saying_verbs"))


def announced(paragraph: str, before: str, common: Common) -> tuple[bool, str | None]:
    """Say whether a paragraph's last sentence announces somebody's words, and whose.

    `before` is the paragraph before it. The empty name stands for whoever writes.
    """
    parts = sentences_of(" ".join(paragraph.split()))
    last = parts[-1] if parts else ""
    folded = {word.casefold().rstrip(".") for word in re.findall(r"[^\W\d_][\w’'-]*", last)}
    kinds = ("saying_verbs", "announcing_words", "speech_words", "reading_verbs")
    named = mentions(last, common)
    saying = any(folded & words(kind) for kind in kinds) or (bool(named) and _is_alone(last, named[0]))
    who = speaker_of(last, common, [*sentences_of(" ".join(before.split())), *parts[:-1]])
    return saying or who is not None, who


def speaker_of(sentence: str, common: Common, earlier: list[str]) -> str | None:
    """Return who says something in a sentence; None where nobody does, or several may.

    `earlier` are the sentences before it, which a pronoun may point to.
    """
    people = mentions(sentence, common)
    if sentence.rstrip(" :.") and people and _is_alone(sentence, people[0]):
        return people[0].name
    for rule in (_according, _owner, _subject):
        if (name := rule(sentence, people)) is not None:
            return name
    pronoun = re.search(rf"\b(?:{pattern_of(words('third_person'))})\b", sentence, re.IGNORECASE)
    own = re.search(
        rf"\b(?:{pattern_of(words('first_person'))})\b(?P<after>(?:\W+[^\W\d_]+){{1,3}})", sentence, re.IGNORECASE
    )
    if (
        own is not None
        and pronoun is None
        and {word.casefold() for word in own["after"].split()} & words("writing_verbs")
    ):
        return WRITER
    if pronoun is not None and _verb_after(sentence, pronoun.end()):
        return _antecedent(people, earlier, common)
    return None


def _is_alone(sentence: str, one: Mention) -> bool:
    """Say whether a sentence is a name and a colon: "Berg:", "Berg [II]:"."""
    return one.start == 0 and re.sub(r"\[[^\]]*\]|\W", "", sentence[one.end :]) == ""


def _according(sentence: str, people: list[Mention]) -> str | None:
    ways = re.compile(rf"\b(?:{pattern_of(words('according_words'))})\s+(?:the\s+)?$", re.IGNORECASE)
    return next((one.name for one in people if ways.search(sentence[: one.start]) and not one.possessive), None)


def _owner(sentence: str, people: list[Mention]) -> str | None:
    """Return who owns the words: "in Berg’s letter"."""
    speech = pattern_of(words("speech_words"))
    for one in people:
        if re.search(
            rf"\b(?:{speech})\s+(?:\w+\s+)?(?:{pattern_of(words('of_words'))})\s+(?:the\s+[\w\s]{{0,30}})?$",
            sentence[: one.start],
            re.IGNORECASE,
        ):
            return one.name
        following = re.findall(r"[^\W\d_]+", sentence[one.end : one.end + 60])[:3]
        if one.possessive and {word.casefold() for word in following} & words("speech_words"):
            return one.name
    return None


def _subject(sentence: str, people: list[Mention]) -> str | None:
    """Return the subject of the first verb of saying that has one, before it or right after it."""
    for verb in re.finditer(r"[^\W\d_][\w’']*", sentence):
        if verb[0].casefold() not in words("saying_verbs"):
            continue
        after = next(
            (
                one
                for one in people
                if sentence[verb.end() : one.start].strip(" ,") == "" and one.start >= verb.end()
            ),
            None,
        )
        if after is not None and not after.possessive:
            return after.name
        pronouns = rf"\b(?:{pattern_of(words('third_person'), words('first_person'))})\b"
        before = [one for one in people if one.end <= verb.start() and not one.possessive and not one.governed]
        before = [one for one in before if verb.start() - one.end <= FARTHEST]
        if before and re.search(pronouns, sentence[before[-1].end : verb.start()], re.IGNORECASE) is None:
            # "Engels, who, in speaking of Marx, said": the nearer names are governed, and left out already.
            return before[-1].name
    return None


def _verb_after(sentence: str, at: int) -> bool:
    following = [word.casefold() for word in re.findall(r"[^\W\d_]+", sentence[at : at + FARTHEST])]
    return bool(set(following) & words("saying_verbs"))


def _antecedent(people: list[Mention], earlier: list[str], common: Common) -> str | None:
    """Return whom a pronoun stands for: the subject named nearest before it, if only one is."""
    subjects = [one for one in people if not one.governed and not one.possessive]
    if len({one.name for one in subjects}) == 1:
        return subjects[0].name
    for sentence in reversed(earlier[-3:]):
        named = mentions(sentence, common)
        subjects = [one for one in named if not one.governed and not one.possessive]
        families = {one.name.rsplit(" ", 1)[-1] for one in subjects or named}
        if len(families) == 1:
            return (subjects or named)[0].name
        if families:
            return None
    return None
