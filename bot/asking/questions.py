"""What is a question, and what is talk: decided here for every way in.

Who addresses the bot asks, unless they greet or thank. Where people talk among themselves and every question is
answered, a message asks if it looks like it: by a question mark, a word that questions begin with, a request, or a
subject that is only named. What is said to somebody else, or of oneself, is left alone.
"""

from __future__ import annotations

import re

from embeddings.retrieval.follow_up.leaning import language_of
from embeddings.text.languages import words

# What stands for something else: mentions, custom emoji, timestamps, and addresses on the web.
_MARKS = re.compile(r"<(?:[@#]|@[!&]|a?:\w+:|t:|/|id:)[^<>\s]*>|https?://\S+")
_SOMEBODY = re.compile(r"<@[!&]?\d+>|@(?:everyone|here)\b")
_ASKED = re.compile(r"[?？]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EXCLAIMING, _EXCLAIMED = frozenset({"what", "was"}), frozenset({"a", "an", "ein", "eine", "für"})  # "what a day"
MOST_PLEASANTRIES = 6  # words: nobody greets at greater length
LEAST_ASKED = 3  # words of a question without its mark
LONGEST_PREPOSITION = 5  # letters
MOST_NAMED = 8  # words of a subject


def words_of(text: str) -> list[str]:
    """Return the words of a message, what stands for something else left out."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(_MARKS.sub(" ", text))]


def is_question(text: str) -> bool:
    """Tell whether a message to the bot may ask for something: it has words, and not only those of a greeting."""
    found = words_of(text)
    return bool(found) and not (len(found) <= MOST_PLEASANTRIES and words("greetings").issuperset(found))


def _begins_question(found: list[str], language: str) -> bool:
    """Say whether words begin as a question does: "when did", "in which city"; "who cares" asks nothing."""
    if len(found) < LEAST_ASKED:
        return False
    first, second = found[0].removesuffix("'s"), found[1]
    asking = words("question_words", language)  # "was" asks in German, and tells in English
    if first in asking:
        return not (first in _EXCLAIMING and second in _EXCLAIMED)
    return len(first) <= LONGEST_PREPOSITION and second in asking


def asks_anybody(text: str) -> bool:
    """Tell whether a message that addresses nobody asks for something; see above."""
    if not is_question(text) or _SOMEBODY.search(text):
        return False
    found = words_of(text)
    said = f" {' '.join(found)} "
    while len(found) > 1 and (found[0] in words("greetings") or found[0] in words("openings")):
        found = found[1:]
    language = language_of(text).code
    begins = any(_begins_question(part, language) for part in (found, words_of(text.rpartition(",")[2])))
    inverted = len(found) > LEAST_ASKED and found[0] in words("asking_verbs", language)
    requested = any(
        f" {request} " in said for request in words("requests") if " " in request or found[0] == request
    )
    return bool(_ASKED.search(_MARKS.sub(" ", text))) or begins or inverted or requested or _names(found)


def _names(found: list[str]) -> bool:
    """Say whether words only name a subject, "Connolly on religion", and tell nothing of who writes them."""
    talks = words("talking_words").intersection(found)
    return not talks and len(found) <= MOST_NAMED and bool(words("subject_words").intersection(found))
