"""onnxruntime behind one door, so that nothing it does leaves the machine.

From 1.29 its packages collect usage events: importing it writes an identifier of this machine and a database of
events to ``~/.cache/Microsoft`` and sends them to Microsoft over HTTPS. Only ``ORT_DISABLE_TELEMETRY``, set before
the first import, prevents all of it (github.com/microsoft/onnxruntime, pull request 27379);
``disable_telemetry_events()`` comes too late for the identifier and the first event.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Encoding

# One product: "bytes", uint8 [rows, 64], by int8 [64, 16] that are all 127. A test says how it was made.
LARGEST = Path(__file__).with_name("largest_products.onnx")

# The kernel that adds and normalises in one takes four times as long as the two that do one thing each.
# Milliseconds of one thread, with it and without: 19.9 and 17.1 for a pair of 176 tokens by the cross-encoder, 7.5
# and 6.4 for a passage of 128 by the encoder.
SLOWING = ["SkipLayerNormFusion"]

os.environ["ORT_DISABLE_TELEMETRY"] = "1"


class Session:
    """A graph on the processor's cores; safe to run from many threads."""

    def __init__(self, graph: Path, pad_id: int) -> None:
        """Load a graph."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # Threads that share a call wait for one another at every layer, which costs up to half of the speed on a
        # machine that has other things to do. So a call is one thread's, and calls go side by side.
        options.intra_op_num_threads = 1
        options.log_severity_level = 3  # errors only: stderr belongs to the user
        if cuts_sums_off():
            # This takes kernels that add up in 32 bits, as VNNI and ARM do by themselves: a graph means the same
            # on every processor, and one checked on another may be carried here. Lowest cosine over 397 Wikipedia
            # passages: 0.979 so, 0.967 without, 0.978 with weights of 7 bits, the other way out, which costs more.
            options.add_session_config_entry("session.x64quantprecision", "1")
        self._session = onnxruntime.InferenceSession(
            str(graph), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWING
        )
        self._inputs = {item.name for item in self._session.get_inputs()}
        self._pad_id = pad_id

    def run(self, encodings: Sequence[Encoding]) -> npt.NDArray[np.float32]:
        """Return the graph's first output for one batch, padded to its longest text: float32 [n, ...]."""
        feed = padded(encodings, self._pad_id)
        output = self._session.run(None, {name: feed[name] for name in self._inputs})
        return np.asarray(output[0], dtype=np.float32)

    def run_each(self, encodings: Sequence[Encoding]) -> npt.NDArray[np.float32]:
        """Return the graph's first output for each text: float32 [n, ...] of at least one.

        Each text is computed alone: int8 takes its scale from all that it computes together, so beside others it
        would mean something else, and nothing is padded. For a cross-encoder's pairs that takes three quarters of
        the processor time of batches of six, for passages the same.
        """
        if len(encodings) == 1:
            return self.run(encodings)
        # The longest first: the last to end should not begin last.
        order = sorted(range(len(encodings)), key=lambda row: -len(encodings[row]))
        outputs = list(_side_by_side(os.getpid()).map(self.run, ([encodings[row]] for row in order)))
        return np.concatenate(
            [output for _, output in sorted(zip(order, outputs, strict=True), key=itemgetter(0))]
        )


@cache
def cuts_sums_off() -> bool:
    """Say whether the fastest kernel for bytes gives sums that are too small on this processor.

    Without VNNI, x86 multiplies unsigned by signed bytes into 16 bits and cuts off what does not fit, says
    onnxruntime's guide to quantisation. The kernels without that fault cost a tenth of the speed where they are
    needed, and a third where they are not, so the products of the largest bytes are tried.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(LARGEST), options, providers=["CPUExecutionProvider"])
    depth = session.get_inputs()[0].shape[1]
    (sums,) = session.run(None, {"bytes": np.full((8, depth), 255, dtype=np.uint8)})
    return bool((np.asarray(sums) < depth * 255 * 127).any())


@cache
def _side_by_side(_process: int) -> ThreadPoolExecutor:
    """Return a process's threads for calls, as many as there are cores; a fork has none of its parent's."""
    affinity = getattr(os, "sched_getaffinity", None)
    return ThreadPoolExecutor(len(affinity(0)) if affinity else os.cpu_count() or 1, "pincite-model")


def padded(encodings: Sequence[Encoding], pad_id: int) -> dict[str, npt.NDArray[np.int64]]:
    """Return token ids, attention mask and segment ids by the names models give them: int64 [n, longest]."""
    shape = (len(encodings), max(len(encoding) for encoding in encodings))
    ids, mask, segments = (
        np.full(shape, pad_id, dtype=np.int64),
        np.zeros(shape, np.int64),
        np.zeros(shape, np.int64),
    )
    for row, encoding in enumerate(encodings):
        ids[row, : len(encoding)] = encoding.ids
        mask[row, : len(encoding)] = 1
        segments[row, : len(encoding)] = encoding.type_ids
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": segments}


def quantize_int8(source: Path, target: Path) -> None:
    """Write a copy of an fp32 graph whose weights are int8, one scale a channel."""
    import logging

    from onnxruntime.quantization import QuantType, quantize_dynamic

    def quiet(record: Any) -> bool:
        # It logs a hint about pre-processing that does not concern these graphs.
        return "pre-processing" not in record.getMessage()

    logging.getLogger().addFilter(quiet)
    try:
        quantize_dynamic(source, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=False)
    finally:
        logging.getLogger().removeFilter(quiet)
