"""Turn a sentence-transformers model into int8 ONNX, once, and trust it only as far as it agrees.

Recipe: the whole sentence-transformers pipeline (transformer, pooling, anything after it) and an L2 norm are
traced as one graph, then its weights become dynamic per-channel int8. Dynamic quantisation takes its
activation scale per batch, so vectors are close to those of sentence-transformers, never equal to the bit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from embeddings.models.agreement import MINIMUM_AGREEMENT, SAMPLE_TEXTS
from embeddings.models.encoder import EDGE_TOKENS
from embeddings.models.onnx_encoder import GRAPH, OnnxEncoder
from embeddings.models.runtime import quantize_int8
from embeddings.models.tracing import keep_fastest, trace

if TYPE_CHECKING:
    from pathlib import Path

    from embeddings.models.encoder import ModelCard
    from embeddings.models.reference import ReferenceEncoder


def export_fp32(reference: ReferenceEncoder, file: Path) -> None:
    """Write the model as an fp32 ONNX graph: (input_ids, attention_mask) -> unit vectors [n, dim]."""
    import torch

    class Pipeline(torch.nn.Module):
        def __init__(self, model: Any) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = self.model({"input_ids": input_ids, "attention_mask": attention_mask})
            return torch.nn.functional.normalize(features["sentence_embedding"], p=2, dim=1)

    # Two texts of different length, so that nothing about the sample's shape is taken for a constant.
    counter = reference.counter
    encodings = counter.tokenizer.encode_batch(["one text", "another, rather longer text than the first"])
    width = max(len(encoding) for encoding in encodings)
    ids = [encoding.ids + [reference.card.pad_id] * (width - len(encoding)) for encoding in encodings]
    mask = [[1] * len(encoding) + [0] * (width - len(encoding)) for encoding in encodings]
    feed = {"input_ids": torch.tensor(ids), "attention_mask": torch.tensor(mask)}
    trace(Pipeline(reference.model), feed, "vectors", file)


def export(reference: ReferenceEncoder, folder: Path) -> ModelCard:
    """Write the fastest engine that agrees with sentence-transformers to ``folder/encoder.onnx``.

    Returns its card. When none agrees there is no graph, and the card's engine is sentence-transformers.
    """
    fp32, int8 = folder / "fp32.onnx", folder / GRAPH
    export_fp32(reference, fp32)
    quantize_int8(fp32, int8)
    return keep_fastest(
        reference.card,
        int8,
        fp32,
        agreement=lambda graph: agreement(graph, reference),
        least=MINIMUM_AGREEMENT,
        measure="cosine",
    )


def agreement(graph: Path, reference: ReferenceEncoder) -> float:
    """Return the lowest cosine between an exported graph and sentence-transformers over the sample texts."""
    card, counter = reference.card, reference.counter
    room = card.max_tokens - card.special_tokens - sum(counter.count([card.document_prompt])) - EDGE_TOKENS
    texts = [window for text in SAMPLE_TEXTS for window in counter.windows(text, room)]
    exported = OnnxEncoder(graph, counter, card).encode(texts)
    return float(np.min(np.sum(exported * reference.encode(texts), axis=1)))
