"""Whether a question that stands alone is still about what its conversation began with.

"Who were the Sea Peoples?" is asked of the Bronze Age collapse, "who founded the Wellcome Trust?" not of throat
cancer; no word tells. A question counts as related to a topic if it is nearer to it in meaning than any of some
questions are that have nothing to do with one another: a limit would be another for every model. Of questions of
the same conversation 78 (`cast2019`) and 76 in 100 (`mtrag`) pass for related, of those of other conversations 11
and 13; of questions from one small archive, all on one subject, 23.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

if TYPE_CHECKING:
    from embeddings.models.encoder import Encoder, Vectors

UNRELATED = (
    "How do bees make honey?",
    "Which team won the football match?",
    "What is the boiling point of mercury?",
    "Who painted the ceiling of the chapel?",
    "How much does a train ticket cost?",
    "When was the treaty between the two kingdoms signed?",
    "What did the workers demand during the strike?",
    "How do I reset my password?",
    "Why do leaves turn red in autumn?",
    "What is the recipe for onion soup?",
    "How is a broken bone treated?",
    "Who wrote the first novel?",
    "How many people live in the capital?",
    "What causes earthquakes?",
    "Which instrument does the musician play?",
    "Is the shop open on Sunday?",
)
_ENCODED: WeakKeyDictionary[Encoder, Vectors] = WeakKeyDictionary()


class Relatedness:
    """Says whether questions are related to topics; texts are encoded when that is first asked."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._encode = cache(encoder.encode_query)  # a topic is asked about once for each question after it

    def __call__(self, topic: str, question: str) -> bool:
        """Say whether a question is nearer to a topic than questions are that have nothing to do with it."""
        about = self._encode(topic)
        return float(about @ self._encode(question)) > float(np.max(self._unrelated @ about))

    @cached_property
    def _unrelated(self) -> Vectors:
        if (encoded := _ENCODED.get(self._encoder)) is None:
            encoded = _ENCODED[self._encoder] = np.stack(list(map(self._encoder.encode_query, UNRELATED)))
        return encoded
