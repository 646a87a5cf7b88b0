"""Follow-up questions: what "and when did he leave it?" means after what was said, without a language model.

Three steps, each its own module. `leaning` judges a question by its words: does it need what was said before?
`focus` follows the conversation: what is it about by now? `relating` tells it where a new question stays with the
topic. `fitting` asks the archive where the words leave doubt: does it hold something nearer to what the question
would mean? Only then is anything carried over, and it is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.retrieval.follow_up.fitting import fits
from embeddings.retrieval.follow_up.relating import Relatedness
from embeddings.retrieval.follow_up.resolving import FollowUp, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.index.vectors import VectorIndex
    from embeddings.models.encoder import Encoder

__all__ = ["FollowUp", "follow_up", "resolve"]


def follow_up(
    vectors: VectorIndex, encoder: Encoder, question: str, history: Sequence[Mapping[str, str]]
) -> FollowUp:
    """Return what a question means after a history, as far as the archive bears it out."""
    resolved = resolve(question, history, Relatedness(encoder))
    return resolved if fits(vectors, encoder, resolved) else resolved.alone()
