"""sentence-transformers' own CrossEncoder: the measure of the exported one, and what serves in its stead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from embeddings.errors import ModelRole, ModelUnusable
from embeddings.models.encoder import Engine
from embeddings.models.reference import fast_tokenizer, load_model
from embeddings.models.reranker import Pairs, PairTokenizer, RerankerCard, Scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.models.files import ModelFiles

BATCH = 8  # larger batches gain nothing on CPUs and pad more
USUAL_TOKENS = 512  # where a model does not say how much it reads


class ReferenceReranker:
    """A cross-encoder as sentence-transformers runs it. Importing torch takes seconds, so only when needed."""

    def __init__(self, files: ModelFiles) -> None:
        self.model = load_model(files, ModelRole.RERANKING)
        if self.model.num_labels != 1:
            detail = f"it gives {self.model.num_labels} scores a pair, not one"
            raise ModelUnusable(files.name, detail, ModelRole.RERANKING)
        self.card = _card(files, self.model)
        tokenizer = fast_tokenizer(files.name, self.model.tokenizer, ModelRole.RERANKING)
        self.tokenizer = PairTokenizer(tokenizer, self.card.max_tokens)

    def prepare(self, question: str, texts: Sequence[str]) -> Pairs:
        """Tokenize a question of any length beside texts of any length; only the end of each is left out."""
        return self.tokenizer.prepare(question, texts)

    def score(self, pairs: Pairs) -> Scores:
        """Return float32 [n], the model's logits: the higher, the better the text answers."""
        if not pairs.texts:
            return np.empty(0, dtype=np.float32)
        import torch

        scores = self.model.predict(
            [(pairs.question, text) for text in pairs.texts],
            batch_size=BATCH,
            show_progress_bar=False,
            activation_fn=torch.nn.Identity(),
        )
        return np.asarray(scores, dtype=np.float32).reshape(len(pairs.texts))


def _card(files: ModelFiles, model: Any) -> RerankerCard:
    positions = getattr(model.config, "max_position_embeddings", None) or USUAL_TOKENS
    return RerankerCard(
        name=files.name,
        fingerprint=files.fingerprint,
        # A tokenizer that states no limit says so with a number beyond any model's.
        max_tokens=min(int(model.max_seq_length or USUAL_TOKENS), int(positions)),
        pad_id=int(model.tokenizer.pad_token_id or 0),
        engine=Engine.SENTENCE_TRANSFORMERS,
    )
