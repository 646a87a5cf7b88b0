"""Turn a CrossEncoder into int8 ONNX, once, and trust it only as far as it agrees; as `export` does an encoder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from embeddings.models.encoder import Engine
from embeddings.models.export import MINIMUM_CORRELATION, SAMPLE_QUESTIONS, SAMPLE_TEXTS, keep_fastest, trace
from embeddings.models.reranker import RERANKER_GRAPH, OnnxReranker
from embeddings.models.runtime import padded, quantize_int8

if TYPE_CHECKING:
    from pathlib import Path

    from embeddings.models.reference import ReferenceReranker
    from embeddings.models.reranker import RerankerCard


def export_fp32(reference: ReferenceReranker, file: Path) -> None:
    """Write the model as an fp32 ONNX graph: its tokenizer's inputs -> logits [n]."""
    import torch

    names = set(reference.model.tokenizer("one text", "another"))
    sample = reference.prepare("what was it", ["one text", "another, rather longer text than the first"])
    arrays = padded(sample.encodings, reference.card.pad_id)
    feed = {name: torch.tensor(array) for name, array in arrays.items() if name in names}

    class Pipeline(torch.nn.Module):
        def __init__(self, model: Any) -> None:
            super().__init__()
            self.model = model

        def forward(self, *inputs: torch.Tensor) -> torch.Tensor:
            scores: torch.Tensor = self.model(dict(zip(feed, inputs, strict=True)))["scores"]
            return scores.reshape(-1)

    trace(Pipeline(reference.model), feed, "logits", file)


def export(reference: ReferenceReranker, folder: Path) -> RerankerCard:
    """Write the fastest engine that agrees with sentence-transformers to ``folder/reranker.onnx``.

    Returns its card. When none agrees, or the model is of a kind that cannot be traced, there is no graph, and the
    card's engine is sentence-transformers.
    """
    fp32, int8 = folder / "fp32.onnx", folder / RERANKER_GRAPH
    try:
        export_fp32(reference, fp32)
        quantize_int8(fp32, int8)
    except Exception as error:  # noqa: BLE001 - torch names no class for what it cannot trace
        for file in (fp32, int8):
            file.unlink(missing_ok=True)
        return replace(reference.card, refused=(f"{Engine.INT8} ({type(error).__name__})",))
    return keep_fastest(
        reference.card,
        int8,
        fp32,
        agreement=lambda graph: agreement(graph, reference),
        least=MINIMUM_CORRELATION,
        measure="correlation",
    )


def agreement(graph: Path, reference: ReferenceReranker) -> float:
    """Return the correlation of an exported graph's logits with sentence-transformers' over the sample pairs.

    Pearson's r: it forgives a shift and a scale, which change no order, and sees whatever does.
    """
    exported = OnnxReranker(graph, reference.tokenizer, reference.card)
    pairs = [reference.prepare(question, SAMPLE_TEXTS) for question in SAMPLE_QUESTIONS]
    ours = np.concatenate([exported.score(some) for some in pairs])
    theirs = np.concatenate([reference.score(some) for some in pairs])
    if not (np.isfinite(ours).all() and ours.std() > 0 and theirs.std() > 0):
        return 0.0
    return float(np.corrcoef(ours, theirs)[0, 1])
