"""From a torch module to an ONNX graph."""

from __future__ import annotations

import io
import warnings
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from embeddings.models.encoder import Engine, ModelCard
from embeddings.models.reranker import RerankerCard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import torch

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
