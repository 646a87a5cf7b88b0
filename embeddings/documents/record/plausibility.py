"""Whether a value can be what its field holds: somebody's name, a text's title, the name of a periodical.

Programs fill a document's properties with their own name, with that of a login, with a template's title, with the
name of a file. What fails here is left out: silence is better than a wrong name.
"""

from __future__ import annotations

import re

from embeddings.text.languages import words

LONGEST_NAME = 80
MOST_NAME_WORDS = 8
LONGEST_TITLE = 400
_ADDRESS = re.compile(r"://|www\.|@|^[/~\\]")
_FILE = re.compile(
    r"\.(?:docx?|dotx?|pdf|rtf|odt|exe|indd|qxd|xlsx?|pptx?|txt|html?|tex|dvi|ps|wpd)$", re.IGNORECASE
)
_PROGRAM_TITLE = re.compile(r"(?:microsoft|open ?office|libre ?office|adobe)\b.{0,20}\s-\s", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def is_person(name: str) -> bool:
    """Say whether a value can be the name of a person or a body: no login, program, placeholder or address."""
    name = name.strip()
    if not 1 < len(name) <= LONGEST_NAME or _ADDRESS.search(name) or name[0] + name[-1] == "()":
        return False
    parts = name.split()
    if len(parts) > MOST_NAME_WORDS or name.casefold().strip(" .") in words("no_names"):
        return False
    if {word.casefold() for word in _WORD.findall(name)} & words("program_names"):
        return False
    if len(parts) > 1:
        return any(map(str.isalpha, name)) and name[-1] not in "?!:;"
    # One word: "Plato", not "JOHNSCA", "e516160", "typist3"; a script without capitals has names of one word.
    cased = name.upper() != name.lower()
    return not any(map(str.isdigit, name)) and (not cased or (name[0].isupper() and not name.isupper()))


def is_title(text: str) -> bool:
    """Say whether a value can be a title: no placeholder, no name of a file, no program's."""
    text = " ".join(text.split())
    if not text or len(text) > LONGEST_TITLE or not any(map(str.isalnum, text)):
        return False
    if _FILE.search(text) or _PROGRAM_TITLE.match(text) or _ADDRESS.search(text[:8]):
        return False
    bare = re.sub(r"\s*\(?[0-9]*\)?$", "", text.casefold()).strip(" .()[]-_")
    return bare not in words("no_titles")


def is_container(text: str) -> bool:
    """Say whether a value can be what a periodical, a book or a site is called: no address, no placeholder."""
    return is_title(text) and _ADDRESS.search(text) is None
