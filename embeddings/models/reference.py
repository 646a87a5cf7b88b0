"""sentence-transformers itself: the measure of the exported model, and what serves when export is refused."""

from __future__ import annotations

import logging
import os
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
from tokenizers import Tokenizer

from embeddings.errors import ModelRole, ModelUnusable
from embeddings.models.encoder import (
    Engine,
    ModelCard,
    TokenCounter,
    Vectors,
    beginnings,
    query_windows,
    unit_mean,
)
from embeddings.models.reranker import Pairs, PairTokenizer, RerankerCard, Scores
from embeddings.settings import MULTILINGUAL_MODEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.models.files import ModelFiles

QUERY_PROMPTS = ("query",)
DOCUMENT_PROMPTS = ("document", "passage", "corpus")


class ReferenceEncoder:
    """A model as sentence-transformers runs it. Importing torch takes seconds, so only when needed."""

    def __init__(self, files: ModelFiles) -> None:
        self.model = load_model(files, ModelRole.EMBEDDING)
        self.counter = TokenCounter(fast_tokenizer(files.name, self.model.tokenizer, ModelRole.EMBEDDING))
        self.card = _card(files, self.model, self.counter)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 [n, dim], rows L2-normalised; a text above `max_tokens` is a ValueError."""
        room = self.card.max_tokens - self.card.special_tokens
        pieces = [self.card.document_prompt + text for text in texts]
        if pieces and max(self.counter.count(pieces)) > room:
            message = f"a text is longer than the {self.card.max_tokens} tokens {self.card.name} reads"
            raise ValueError(message)
        return self._run(pieces)

    def is_word(self, word: str) -> bool:
        """Say whether the model's vocabulary has a word whole."""
        return self.counter.knows(word)

    def encode_query(self, question: str) -> Vectors:
        """Return float32 [dim], L2-normalised, for a question of any length."""
        return unit_mean(self._run(query_windows(question, self.card, self.counter)))

    def encode_beginnings(self, texts: Sequence[str]) -> Vectors:
        """Return float32 [n, dim], rows L2-normalised, for as much of each text as the model reads."""
        return self.encode(beginnings(texts, self.card, self.counter))

    def _run(self, texts: list[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.card.dimensions), dtype=np.float32)
        # The prompt is in the text already: `prompt=""` keeps a default one away.
        vectors = self.model.encode(
            texts, batch_size=16, normalize_embeddings=True, show_progress_bar=False, prompt=""
        )
        return np.asarray(vectors, dtype=np.float32)


def load_model(files: ModelFiles, role: ModelRole) -> Any:
    """Return a SentenceTransformer or a CrossEncoder, quiet and ready to run or to export.

    Raises ModelUnusable when sentence-transformers cannot load it.
    """
    # The files are on this disk already: nothing may be looked up on a hub.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    from sentence_transformers import CrossEncoder, SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # transformers leaves it untyped
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # same
    kind = SentenceTransformer if role is ModelRole.EMBEDDING else CrossEncoder
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return kind(
                str(files.folder),
                device="cpu",
                trust_remote_code=False,
                # Eager attention is the one that exports; safetensors keeps pickles out.
                model_kwargs={"attn_implementation": "eager", "use_safetensors": True},
            ).eval()
    except (OSError, ValueError, KeyError, ImportError) as error:
        raise ModelUnusable(files.name, f"{type(error).__name__}: {error}", role) from error


def fast_tokenizer(name: str, tokenizer: Any, role: ModelRole) -> Tokenizer:
    """Return a copy of the tokenizer that transformers loaded; raises ModelUnusable where it is a slow one."""
    backend = getattr(tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise ModelUnusable(name, "it has no fast tokenizer (tokenizer.json)", role)
    return Tokenizer.from_str(backend.to_str())


def _card(files: ModelFiles, model: Any, counter: TokenCounter) -> ModelCard:
    probe = counter.tokenizer.encode("")
    prompts = model.prompts or {}
    return ModelCard(
        name=files.name,
        fingerprint=files.fingerprint,
        dimensions=int(model.get_embedding_dimension() or 0),
        max_tokens=int(model.max_seq_length or 512),
        special_tokens=len(probe),
        pad_id=int(model.tokenizer.pad_token_id or 0),
        engine=Engine.SENTENCE_TRANSFORMERS,
        query_prompt=next((prompts[key] for key in QUERY_PROMPTS if key in prompts), ""),
        document_prompt=next((prompts[key] for key in DOCUMENT_PROMPTS if key in prompts), ""),
        multilingual=files.name == MULTILINGUAL_MODEL,
    )


# sentence-transformers' own CrossEncoder: the measure of the exported one, and what serves in its stead.

BATCH = 8  # larger batches gain nothing on CPUs and pad more
USUAL_TOKENS = 512  # where a model does not say how much it reads


class ReferenceReranker:
    """A cross-encoder as sentence-transformers runs it. Importing torch takes seconds, so only when needed."""

    def __init__(self, files: ModelFiles) -> None:
        self.model = load_model(files, ModelRole.RERANKING)
        if self.model.num_labels != 1:
            detail = f"it gives {self.model.num_labels} scores a pair, not one"
            raise ModelUnusable(files.name, detail, ModelRole.RERANKING)
        self.card = _reranker_card(files, self.model)
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


def _reranker_card(files: ModelFiles, model: Any) -> RerankerCard:
    positions = getattr(model.config, "max_position_embeddings", None) or USUAL_TOKENS
    return RerankerCard(
        name=files.name,
        fingerprint=files.fingerprint,
        # A tokenizer that states no limit says so with a number beyond any model's.
        max_tokens=min(int(model.max_seq_length or USUAL_TOKENS), int(positions)),
        pad_id=int(model.tokenizer.pad_token_id or 0),
        engine=Engine.SENTENCE_TRANSFORMERS,
    )
