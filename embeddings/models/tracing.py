"""From a torch module to an ONNX graph."""

from __future__ import annotations

import io
import warnings
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import torch

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
