"""Turn a sentence-transformers model into int8 ONNX, once, and trust it only as far as it agrees.

Recipe: the whole sentence-transformers pipeline (transformer, pooling, anything after it) and an L2 norm are
traced as one graph, then its weights become dynamic per-channel int8. Dynamic quantisation takes its
activation scale per batch, so vectors are close to those of sentence-transformers, never equal to the bit.
"""

from __future__ import annotations

import io
import warnings
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from embeddings.models.encoder import EDGE_TOKENS, GRAPH, Engine, ModelCard, OnnxEncoder
from embeddings.models.reranker import RerankerCard
from embeddings.models.runtime import quantize_int8

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import torch

    from embeddings.models.reference import ReferenceEncoder

# What an exported model is tried on, and how closely it must agree.

# Lowest cosine seen on the packaged model: int8 0.971 (a one-word question; 0.979 and above on anything longer,
# mean 0.994), fp32 0.999999, with VNNI and without. A broken export (wrong pooling, lost mask) falls far below, as
# does int8 whose sums are cut off at 16 bits, which `runtime` rules out.
MINIMUM_AGREEMENT = {Engine.INT8: 0.95, Engine.FP32: 0.9999}

_PROSE = (
    "The delegates met in a cold hall above a bakery, and the minutes record that the motion was carried by "
    "eleven votes to nine after a debate that lasted until the lamps were put out. "
)

SAMPLE_TEXTS = (
    "Who?",
    "when was the paper first printed",
    "What did the committee decide about the strike fund in the spring of 1913?",
    "The Weekly Herald, Vol. III No. 12, 4 May 1907, p. 2.",
    "PRICE ONE PENNY",
    "“Nothing,” she answered, “is further from my mind than to leave the matter there – and yet …”",
    "1. See the first volume, pp. 102–106; cf. also the note on page 9.",
    "Die Versammlung wurde um acht Uhr eröffnet; anwesend waren etwa dreißig Personen.",
    "Η απεργία κράτησε τρεις εβδομάδες.",
    "大会は三日間続いた。",
    "A list of names: Ada, Bertil, Chidi, Dolores, Emre, Faiza, Gintaras, Hana.",
    "x = 3.14159; if (x > 3) { return [1, 2, 3]; }",
    "The river runs for ninety miles through limestone and enters the sea by two mouths.",
    "Against the proposal it was said that wages had fallen by a fifth.",
    _PROSE,
    _PROSE * 3,
    _PROSE * 12,
)

# Models trained at a low temperature put all cosines close together: 0.7 says nothing there.
LEAST_FLOOR = 0.3

UNRELATED_QUESTIONS = (
    "Which enzyme breaks down lactose?",
    "Who scored the last goal of the cup final?",
    "How long does a visa for Japan take?",
    "What is a monad?",
)

UNRELATED_TEXTS = (
    "The delegates met in a cold hall above a bakery, and the motion was carried by eleven votes to nine.",
    "The river runs for ninety miles through limestone and enters the sea by two mouths.",
    "Against the proposal it was said that wages had fallen by a fifth.",
    "Cut the leeks lengthwise, wash them well and let them stew in butter under a lid.",
    "Her third novel, written in exile, was printed in two hundred copies.",
)

# Of a cross-encoder's logits. A graph of ours strays by the rounding of its activations only.
MINIMUM_CORRELATION = {Engine.INT8: 0.98, Engine.FP32: 0.9999}

SAMPLE_QUESTIONS = (
    "Who?",
    "What did the committee decide about the strike fund in the spring of 1913?",
    "how did the delegates vote on the motion",
    "where does the river enter the sea",
    "Wann wurde die Versammlung eröffnet?",
)


# From a torch module to an ONNX graph.

Card = TypeVar("Card", ModelCard, RerankerCard)

OPSET = 17


def trace(module: torch.nn.Module, feed: dict[str, torch.Tensor], output: str, file: Path) -> None:
    """Write a module whose inputs are [batch, tokens] and whose one output is [batch, ...] as an fp32 graph.

    The sample `feed` should hold texts of different lengths, so that no shape is taken for a constant.
    """
    import torch

    axes = {0: "batch", 1: "tokens"}
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(),
            tuple(feed.values()),
            str(file),
            input_names=list(feed),
            output_names=[output],
            dynamic_axes={**dict.fromkeys(feed, axes), output: {0: "batch"}},
            opset_version=OPSET,
            dynamo=False,
        )


def keep_fastest(
    card: Card,
    int8: Path,
    fp32: Path,
    *,
    agreement: Callable[[Path], float],
    least: Mapping[Engine, float],
    measure: str,
) -> Card:
    """Leave the fastest graph that agrees with the original at `int8`, and return the card with its engine.

    `agreement` gives a graph's figure, a `measure` such as "cosine"; `least` what each engine must reach. Where
    none does there is no graph left, and the engine stays the card's; either way the card tells what was refused.
    """
    refused: list[str] = []
    for engine, file in ((Engine.INT8, int8), (Engine.FP32, fp32)):
        figure = agreement(file)
        if figure >= least[engine]:
            file.replace(int8)
            fp32.unlink(missing_ok=True)
            return replace(card, engine=engine, agreement=figure, refused=tuple(refused))
        refused.append(f"{engine} ({measure} {figure:.4f})")
        file.unlink()
    return replace(card, refused=tuple(refused))


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
        replace(reference.card, floor=floor_of(reference)),
        int8,
        fp32,
        agreement=lambda graph: agreement(graph, reference),
        least=MINIMUM_AGREEMENT,
        measure="cosine",
    )


def floor_of(reference: ReferenceEncoder) -> float:
    """Return the mean cosine of questions and texts that have nothing in common; 0 where it is near that."""
    texts = reference.encode_beginnings(UNRELATED_TEXTS)
    cosines = [float(np.mean(texts @ reference.encode_query(question))) for question in UNRELATED_QUESTIONS]
    floor = float(np.mean(cosines))
    return floor if floor >= LEAST_FLOOR else 0.0


def agreement(graph: Path, reference: ReferenceEncoder) -> float:
    """Return the lowest cosine between an exported graph and sentence-transformers over the sample texts."""
    card, counter = reference.card, reference.counter
    room = card.max_tokens - card.special_tokens - sum(counter.count([card.document_prompt])) - EDGE_TOKENS
    texts = [window for text in SAMPLE_TEXTS for window in counter.windows(text, room)]
    exported = OnnxEncoder(graph, counter, card).encode(texts)
    return float(np.min(np.sum(exported * reference.encode(texts), axis=1)))
