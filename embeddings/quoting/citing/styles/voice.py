"""Whose words are cited, where they are not simply the work's author's."""

from __future__ import annotations

from dataclasses import dataclass

from embeddings.documents.document import Role
from embeddings.quoting.citing.styles.rich import clean

_UNNAMED = {Role.EDITOR: "An editor, in ", Role.QUOTED: "Quoted in ", Role.FOOTNOTE: "Footnote in "}


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, in which role, and whether ahead of the author's first word."""

    role: Role = Role.AUTHOR
    speaker: str = ""
    opening: bool = False

    @property
    def introduces(self) -> bool:
        """Say whether the words are an editor's introduction; only what opens the work is called that."""
        return self.role is Role.EDITOR and self.opening

    def before(self, quoted: str = "in") -> str:
        """Return what stands ahead of the work these words are found in, with a space; nothing for its author's.

        `quoted` is what a style says of words that the work quotes.
        """
        if self.role is Role.AUTHOR:
            return ""
        if self.introduces:
            return f"{self.speaker}, introduction to " if self.speaker else "Introduction to "
        if not self.speaker:
            return _UNNAMED.get(self.role, "")
        return f"{self.speaker}, {quoted if self.role is Role.QUOTED else 'in'} "


AUTHOR = Voice()


def voice_of(authors: tuple[str, ...], role: Role, speaker: str | None, *, opening: bool = False) -> Voice:
    """Return the voice of a quote; a speaker who is the author is not named a second time."""
    named = clean(speaker)
    return Voice(role, "" if named in authors else named, opening)
