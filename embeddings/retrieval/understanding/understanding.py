"""From what was typed to what is asked for, told without a language model.

A question is taken apart by small rules: `cuts` finds what is quoted, which nothing may change, `chat` the noise
of a chat, `voices` whose view is wanted, `sources` what is asked about a work rather than in it, `names` the works
and initialisms in it. Each returns what it recognised as cuts of the text, and here they are put together. A
well-typed question that asks for nothing of the sort stays as it is, in any language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from embeddings.retrieval.understanding.cuts import (
    NAMED,
    QUOTED,
    Cut,
    applied,
    compatible,
    hidden,
    mentions,
    noise,
    quoted_phrases,
    quoted_spans,
    short_forms,
)
from embeddings.retrieval.understanding.names import expansions, named_in
from embeddings.retrieval.understanding.sources import SourceAspect, SourceQuestion, source_question
from embeddings.retrieval.understanding.voices import voice_in
from embeddings.text.languages import codes, words
from embeddings.text.years import Years, years_in
from embeddings.weights import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from embeddings.retrieval.holdings import Person
    from embeddings.retrieval.understanding.names import Expansion, Knowledge
    from embeddings.weights import Questions

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Small words of further languages that share letters with English, without those that are English words too.
_FURTHER = frozenset(
    """o os uma foi quem como onde não na da het een van wie wat waar hoe niet met zijn op te och att som är var
    hur när vad på af og hvem hvad hvor w z jest kto co gdzie kiedy nie""".split()  # noqa: SIM905 - words read best as words
)


@cache
def _foreign() -> frozenset[str]:
    return _FURTHER.union(*(words("telling_words", code) for code in codes() if code != "en"))


def is_english(text: str) -> bool:
    """Say whether most of a question's small words are English; with none at all, whether its letters are.

    The rules are for English only, and must leave other languages alone.
    """
    typed = [word.casefold() for word in _WORD.findall(text)]
    english = sum(word in words("telling_words", "en") for word in typed)
    others = sum(word in _foreign() for word in typed)
    if english or others:
        return english > others
    return text.isascii()


MOST = 5000  # characters that are understood; what is typed beyond them is searched for as it is


@dataclass(frozen=True, slots=True)
class Question:
    """A question as typed, and what it was taken for. Preferences are soft: they rank, they exclude nothing."""

    typed: str
    search: str  # to be matched with what passages say
    topic: str  # of a question about a work: what identifies the work; else `search`
    asks: frozenset[SourceAspect] = frozenset()  # empty unless it is about a work
    tells_no_work: bool = False  # it is about a work, and has no word that identifies one
    author: Person | None = None  # whose own words are wanted
    years: Years | None = None
    expansions: tuple[Expansion, ...] = ()
    quoted: tuple[str, ...] = ()  # phrases in quotation marks, verbatim
    works: frozenset[int] = frozenset()  # documents whose titles it names
    untitled: str | None = None  # `search` without the title of the work that it is asked of


def understand(typed: str, archive: Knowledge, weights: Questions = SHIPPED.questions) -> Question:
    """Take a question apart. Any text gives a `Question`, in time linear in its length up to `MOST` characters."""
    if not weights.understood:
        return Question(typed, typed, typed)
    text = typed[:MOST].replace(QUOTED, " ").replace(NAMED, " ")
    spans = quoted_spans(text)
    bare = hidden(text, spans, QUOTED)
    quoted = quoted_phrases(text)
    voice, source = None, SourceQuestion()
    cuts = list(mentions(bare))
    if is_english(bare.replace(QUOTED, " ")):
        bare = _blanked(bare, cuts)
        voice = voice_in(bare, archive.people)
        cuts += noise(bare)
        cuts += voice.cuts if voice else ()
        cuts += short_forms(bare)
    works = archive.works(text, quoted)
    if is_english(bare.replace(QUOTED, " ")):
        source = source_question(_blanked(bare, cuts), lambda: archive.published(works))
    found = expansions(bare, archive)
    search = _applied(typed, text, [*cuts, *_inserted(found)], spans, typed)
    topic = (
        _applied(typed, text, [*source.cuts, *cuts, *_inserted(found)], spans, search) if source.asks else search
    )
    named = named_in(search[:MOST], archive.titled) if weights.untitled and not source.asks else None
    return Question(
        typed=typed,
        search=search,
        topic=topic,
        tells_no_work=source.tells_no_work and not quoted,
        asks=source.asks,
        author=voice.author if voice else None,
        years=years_in(bare),
        expansions=found,
        quoted=quoted,
        works=works | named.documents if named else works,
        untitled=named.rest if named else None,
    )


def _inserted(found: Iterable[Expansion]) -> list[Cut]:
    """Return the cuts that write initialisms out beside themselves; what is written out already stays as it is."""
    written = [expansion for expansion in found if len(expansion.used) > len(expansion.typed)]
    once = {expansion.end: expansion for expansion in reversed(written)}
    return [Cut(end, end, f" ({expansion.used})") for end, expansion in once.items()]


def _blanked(text: str, cuts: Iterable[Cut]) -> str:
    """Return a text, as long as it was, with spaces for what is cut from it: no rule reads it again."""
    return hidden(text, [(cut.start, cut.end) for cut in cuts if not cut.instead.strip()], " ")


def _applied(typed: str, text: str, cuts: list[Cut], spans: list[tuple[int, int]], otherwise: str) -> str:
    """Return what is left after the cuts, or another text if that holds no letter."""
    changed = applied(text, compatible(cuts), spans)
    if changed == text:
        return typed.strip() or typed
    changed += typed[MOST:]
    return changed if any(character.isalnum() for character in changed) else otherwise
