"""What a conversation is about after each of its turns.

The subject is set by the last question that stood alone. Questions that lean on it add to it, and so do the names
an answer gives, for "who was his first wife?" is answered by the one the next question is about. What the
conversation began with stays in the background of a question that stands alone but is related to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.retrieval.follow_up.leaning import Lean, language_of, leaning, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.retrieval.follow_up.leaning import Language, Word
    from embeddings.weights import FollowUps

USER, ASSISTANT = "user", "assistant"
# A history comes from outside and may be anything.
MOST_TURNS = 16  # the last so many; older ones have lost their hold on a question
MOST_CHARACTERS = 1200  # of a turn: what a turn is about stands at its beginning
LONGEST_PHRASE = 200  # characters of a subject or name
_STEM = 5  # letters by which two forms of a word are taken for one
_TITLES = frozenset("mr mrs ms dr st prof rev".split())  # noqa: SIM905 - words read best as words
_JOINS = frozenset("of the de la le von van der den di da du del and &".split())  # noqa: SIM905 - inside names

Related = Callable[[str, str], bool]  # whether a question is about a topic, wherever that is not said


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said."""

    role: str  # USER or ASSISTANT
    content: str  # on one line


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of the user's, and what was answered; the answer may be empty."""

    asked: str
    answered: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The last turns, oldest first."""

    turns: tuple[Turn, ...] = ()

    @classmethod
    def of(cls, history: Sequence[Mapping[str, str]]) -> Conversation:
        """Read ``[{"role", "content"}, …]``; what is neither user's nor assistant's, or no text, is left out."""
        turns = []
        for row in history[-MOST_TURNS:]:
            role, content = row.get("role"), row.get("content")
            if role in (USER, ASSISTANT) and isinstance(content, str):
                line = " ".join(content[:MOST_CHARACTERS].split())
                if any(character.isalnum() for character in line):
                    turns.append(Turn(role, line))
        return cls(tuple(turns))

    def exchanges(self) -> tuple[Exchange, ...]:
        """Return the turns as questions with their answers, oldest first; an answer to nothing is left out."""
        exchanges: list[Exchange] = []
        for turn in self.turns:
            if turn.role == USER:
                exchanges.append(Exchange(turn.content))
            elif exchanges:
                last = exchanges[-1]
                exchanges[-1] = Exchange(last.asked, f"{last.answered} {turn.content}".strip())
        return tuple(exchanges)


@dataclass(frozen=True, slots=True)
class Focus:
    """What a leaning question may be about, the likeliest first."""

    subjects: tuple[str, ...] = ()  # of questions, the last one's first
    names: tuple[str, ...] = ()  # in the last answer


def focus_of(conversation: Conversation, related: Related, weights: FollowUps) -> Focus:
    """Follow a conversation through its turns; `related` says whether a question stays with a topic."""
    focus = Focus()
    for exchange in conversation.exchanges():
        focus = _after(focus, exchange, related, weights)
    return focus


def _after(focus: Focus, exchange: Exchange, related: Related, weights: FollowUps) -> Focus:
    language = language_of(exchange.asked)
    subject = subject_of(exchange.asked, language, weights.subject_words)
    names = tuple(names_in(exchange.answered[: weights.answer_read], language)[: weights.names])
    if not subject:  # "and why?", "thanks!"
        return Focus(focus.subjects, names or focus.names)
    before = focus.subjects
    if before and leaning(exchange.asked, language, weights.few_words).lean is Lean.NO:
        before = before[-1:] if related(before[-1], exchange.asked) else ()
    if len(before) == weights.subjects:  # what set the subject outlives what was asked of it in between
        before = (*before[: weights.subjects - 2], before[-1])
    return Focus((subject, *before), names)


def subject_of(question: str, language: Language, most: int) -> str:
    """Return a question without the words of asking around it: "who was De Leon's wife" -> "De Leon's wife".

    It ends with the `most`-th word of content.
    """
    words = words_of(question, language)
    content = [at for at, word in enumerate(words) if word.content]
    if not content:
        return ""
    kept = content[:most]
    first, last = words[kept[0]], words[kept[-1]]
    return question[first.start : last.start + len(last.text)][:LONGEST_PHRASE]


def names_in(text: str, language: Language) -> list[str]:
    """Return the names and years of a text in order; a capital that only begins a sentence makes no name."""
    words = words_of(text, language)
    names: list[str] = []
    at = 0
    while at < len(words):
        end = _run_end(text, words, at)
        run = words[at:end]
        if any(word.named for word in run) or (run and _heads_a_list(text, words, end)):
            names.append(text[run[0].start : run[-1].start + len(run[-1].text)][:LONGEST_PHRASE])
        at = max(end, at + 1)
    return names


def _run_end(text: str, words: list[Word], at: int) -> int:
    """Return where the name that begins at a word ends; `at` itself where none does."""
    end = at
    while end < len(words) and (end == at or _beside(text, words[end - 1], words[end])):
        joined = end > at and words[end].lower in _JOINS and end + 1 < len(words)
        if joined and _capital(words[end + 1]) and _beside(text, words[end], words[end + 1]):
            end += 2
        elif _capital(words[end]):
            end += 1
        else:
            break
    return end


def _heads_a_list(text: str, words: list[Word], end: int) -> bool:
    # "Allen, Larkin and O'Brien." begins with a name, "Yesterday, he left." does not.
    return end < len(words) and words[end].named and _between(text, words[end - 1], words[end]) == ","


def stems(text: str, language: Language) -> set[str]:
    """Return the beginnings of a text's content words, by which words are compared."""
    return {_stem(word.lower) for word in words_of(text, language) if word.content}


def _stem(word: str) -> str:
    return word.removesuffix("'s")[:_STEM]


def _capital(word: Word) -> bool:
    return word.named or (word.content and word.text[0].isupper())


def _beside(text: str, left: Word, right: Word) -> bool:
    between = _between(text, left, right)
    return not between or (between == "." and left.lower in _TITLES)


def _between(text: str, left: Word, right: Word) -> str:
    return text[left.start + len(left.text) : right.start].strip()
