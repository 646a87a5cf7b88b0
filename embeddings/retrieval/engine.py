"""What a question is answered with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.weights import SHIPPED

if TYPE_CHECKING:
    from embeddings.index.generations.generation import Generation
    from embeddings.models.encoder import Encoder
    from embeddings.models.reranker import Reranker
    from embeddings.settings import RerankSettings
    from embeddings.weights import Weights


@dataclass(frozen=True, slots=True)
class Engine:
    """One generation, the models, and what decides the order."""

    generation: Generation
    encoder: Encoder
    reranker: Reranker | None
    rerank: RerankSettings
    weights: Weights = SHIPPED
