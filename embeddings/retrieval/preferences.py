"""What a question prefers without excluding the rest: an author's own words, a year, the lines about a work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from embeddings.index.store import StoredPassage
    from embeddings.retrieval.asking import Asked
    from embeddings.retrieval.fusion import Hit

# First-stage score, of which the best passages have about 0.7; logits are worth a 25th of that (`reranking`).
AUTHOR = 0.2  # an author's own words come before words about the author, unless those answer far better
DATED = 0.04
NAMED = 0.2  # a work by its title, unless an author is asked for who did not write it
OF_WORK = 0.6  # "which issue?" is answered by the head however well a text speaks of the rest of the question
# A title speaks of everything its text answers, and answers nothing.
HEAD = -0.25


@dataclass(frozen=True, slots=True)
class Preferences:
    """What counts beside the passages' words, for one question."""

    asked: Asked
    passages: Mapping[int, StoredPassage]
    of_work: Collection[int]  # windows of the head of the work that is asked about

    def bonus(self, hit: Hit) -> float:
        """Return what a hit gains, or loses, in first-stage score."""
        stored = self.passages[hit.passage]
        gain = 0.0
        if hit.window in self.of_work:
            gain += OF_WORK
        elif hit.head and self.asked.about_work is None:
            gain += HEAD
        author = self.asked.author
        if author is not None:
            speaker = stored.passage.attribution.speaker
            if speaker in author.speakers or (speaker is None and stored.document in author.documents):
                gain += AUTHOR
        if stored.document in self.asked.works and (author is None or stored.document in author.documents):
            gain += NAMED
        if stored.document in self.asked.dated:
            gain += DATED
        return gain
