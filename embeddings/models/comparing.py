"""A reader for what the cross-encoder cannot read: it compares meanings across languages.

It stands in for a cross-encoder sentence by sentence, where the first stage compares windows of several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from embeddings.models.encoder import spread
from embeddings.models.reranker import Pairs, RerankerCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.models.encoder import Encoder, Vectors
    from embeddings.models.reranker import Scores

# From cosines to the scale of a cross-encoder's logits, on which everything after it counts: about 5 where a text
# answers, about -5 where it has nothing to do with the question.
STEEP, EVEN = 40.0, 0.35


class MeaningReader:
    """An encoder in a cross-encoder's place; safe to use from many threads."""

    def __init__(self, encoder: Encoder, floor: float) -> None:
        """Read with an encoder; `floor` is the cosine of the question and what has nothing to do with it."""
        self._encoder, self._floor = encoder, floor
        card = encoder.card
        self.card = RerankerCard(card.name, card.fingerprint, card.max_tokens, card.pad_id, card.engine)
        self._asked: tuple[str, Vectors] | None = None

    def prepare(self, question: str, texts: Sequence[str]) -> Pairs:
        """Return the question beside the texts."""
        return Pairs(question, tuple(texts), ())

    def score(self, pairs: Pairs) -> Scores:
        """Return float32 [n], as logits: the higher, the nearer the text is to the question."""
        if not pairs.texts:
            return np.empty(0, dtype=np.float32)
        asked = self._asked
        if asked is None or asked[0] != pairs.question:
            asked = self._asked = (pairs.question, self._encoder.encode_query(pairs.question))
        cosines = self._encoder.encode_beginnings(pairs.texts) @ asked[1]
        return np.asarray(STEEP * (spread(cosines, self._floor) - EVEN), dtype=np.float32)
