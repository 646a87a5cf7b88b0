"""Which messages ask for nothing: in a channel where every message is a question, those are left alone."""

from __future__ import annotations

import re

# What stands for something else: mentions, custom emoji, timestamps, and addresses on the web.
_MARKS = re.compile(r"<(?:[@#]|@[!&]|a?:\w+:|t:|/|id:)[^<>\s]*>|https?://\S+")
_WORD = re.compile(r"\w+")
MOST_PLEASANTRIES = 6  # words: nobody greets at greater length
PLEASANTRIES = frozenset(  # a word list is read more easily without quotes
    """
    hi hiya hello hey heya yo greetings good morning afternoon evening night day everyone everybody all folks there
    guys friends bot pincite again thanks thank you u thx ty so very much lot a many please pls welcome ok okay
    k yes yeah yep no nope lol haha hehe rofl cool nice great super wow bye goodbye cu see later np sorry oh
    ah hm hmm
    hallo hallöchen moin servus grüezi grüß gruß gott guten tag morgen abend nacht zusammen alle allen an euch dir
    danke dank vielen vielmals schön sehr bitte gern gerne ja jo nein nö tschüss tschüß ciao bis dann bald später
    toll prima klasse super sorry entschuldigung
    """.split()  # noqa: SIM905 - as the comment above says
)


def is_question(text: str) -> bool:
    """Tell whether a message may ask for something: it has words, and not only those of a greeting or thanks."""
    words = [word.casefold() for word in _WORD.findall(_MARKS.sub(" ", text))]
    return bool(words) and not (len(words) <= MOST_PLEASANTRIES and PLEASANTRIES.issuperset(words))
