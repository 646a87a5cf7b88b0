"""The encoder of the query path: onnxruntime and the tokenizer, nothing heavier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnxruntime

from embeddings.models.encoder import ModelCard, TokenCounter, Vectors, beginnings, query_windows, unit_mean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tokenizers import Encoding

GRAPH = "encoder.onnx"
# Larger batches gain nothing on CPUs and pad more.
BATCH = 8


class OnnxEncoder:
    """An exported model; safe to use from many threads."""

    def __init__(self, model: Path, counter: TokenCounter, card: ModelCard, threads: int = 0) -> None:
        """Load a graph; each call then runs on `threads` threads, 0 for as many as there are cores."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3  # errors only: stderr belongs to the user
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._inputs = {item.name for item in self._session.get_inputs()}
        self._counter = counter
        self.card = card

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 [n, dim], rows L2-normalised; a text above `max_tokens` is a ValueError."""
        encodings = self._counter.tokenizer.encode_batch([self.card.document_prompt + text for text in texts])
        return self._run(encodings)

    def encode_query(self, question: str) -> Vectors:
        """Return float32 [dim], L2-normalised, for a question of any length."""
        pieces = query_windows(question, self.card, self._counter)
        return unit_mean(self._run(self._counter.tokenizer.encode_batch(pieces)))

    def encode_beginnings(self, texts: Sequence[str]) -> Vectors:
        """Return float32 [n, dim], rows L2-normalised, for as much of each text as the model reads."""
        return self.encode(beginnings(texts, self.card, self._counter))

    def _run(self, encodings: list[Encoding]) -> Vectors:
        longest = max((len(encoding) for encoding in encodings), default=0)
        if longest > self.card.max_tokens:
            message = f"a text of {longest} tokens; {self.card.name} reads {self.card.max_tokens}"
            raise ValueError(message)
        vectors = np.empty((len(encodings), self.card.dimensions), dtype=np.float32)
        # Alike lengths together: padding is computed like text.
        order = sorted(range(len(encodings)), key=lambda row: len(encodings[row]))
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            vectors[rows] = self._batch([encodings[row] for row in rows])
        return vectors

    def _batch(self, encodings: list[Encoding]) -> Vectors:
        width = max(len(encoding) for encoding in encodings)
        ids = np.full((len(encodings), width), self.card.pad_id, dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding)] = encoding.ids
            mask[row, : len(encoding)] = 1
        feed = {"input_ids": ids, "attention_mask": mask}
        output = self._session.run(None, {name: feed[name] for name in self._inputs})
        return np.asarray(output[0], dtype=np.float32)
