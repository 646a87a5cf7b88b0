from __future__ import annotations

import gc
import json
import shutil
import weakref
from typing import TYPE_CHECKING

import numpy as np
import pytest

from embeddings.errors import GenerationDamaged, ModelDamaged, ModelNotFound
from embeddings.models import cache, export, files
from embeddings.models.encoder import Engine
from embeddings.models.export import MINIMUM_AGREEMENT
from embeddings.models.reference import ReferenceEncoder
from embeddings.settings import ModelSettings

if TYPE_CHECKING:
    from pathlib import Path

    from embeddings.archive import Archive
    from embeddings.models.encoder import Encoder, TokenCounter

QUESTIONS = ["Who was it?", "What did the committee decide about the strike fund?", "wann und wo", "😀" * 40]


@pytest.fixture(scope="module")
def packaged() -> files.ModelFiles:
    return files.locate("packaged")


@pytest.fixture(scope="module")
def reference(packaged: files.ModelFiles) -> ReferenceEncoder:
    return ReferenceEncoder(packaged)


def test_a_text_has_the_same_vector_beside_whatever_others_are_encoded(encoder: Encoder) -> None:
    alone = np.concatenate([encoder.encode([question]) for question in QUESTIONS])
    assert np.array_equal(encoder.encode(QUESTIONS), alone)
    assert encoder.encode([]).shape == (0, encoder.card.dimensions)


def test_the_exported_model_agrees_with_sentence_transformers(
    encoder: Encoder, reference: ReferenceEncoder
) -> None:
    assert encoder.card.engine is Engine.INT8
    assert encoder.card.agreement >= MINIMUM_AGREEMENT[Engine.INT8]
    ours, theirs = encoder.encode(QUESTIONS), reference.encode(QUESTIONS)
    assert np.allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)
    assert np.sum(ours * theirs, axis=1).min() > MINIMUM_AGREEMENT[Engine.INT8]


def test_our_loading_gives_the_vectors_sentence_transformers_documents(
    packaged: files.ModelFiles, reference: ReferenceEncoder
) -> None:
    from sentence_transformers import SentenceTransformer

    plain = SentenceTransformer(str(packaged.folder), device="cpu")
    assert np.allclose(plain.encode(QUESTIONS, normalize_embeddings=True), reference.encode(QUESTIONS), atol=1e-5)


def test_a_text_longer_than_the_model_reads_is_refused_not_cut(encoder: Encoder, counter: TokenCounter) -> None:
    fits = "word " * (encoder.card.max_tokens - encoder.card.special_tokens)
    assert counter.count([fits])[0] + encoder.card.special_tokens == encoder.card.max_tokens
    assert encoder.encode([fits]).shape == (1, encoder.card.dimensions)
    with pytest.raises(ValueError, match="tokens"):
        encoder.encode([fits + "word"])


def test_a_question_of_any_length_has_a_vector(encoder: Encoder) -> None:
    for question in ("?", "word " * 5000, "x" * 6000, "\u202e"):
        vector = encoder.encode_query(question)
        assert vector.shape == (encoder.card.dimensions,)
        assert np.isclose(np.linalg.norm(vector), 1, atol=1e-5)


def test_a_batch_gives_what_its_texts_give_alone(encoder: Encoder) -> None:
    texts = [f"The {word} was closed." for word in ("mill", "mine", "bakery", "quarry")] * 5 + [
        "short",
        "w " * 200,
    ]
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert np.sum(together * alone, axis=1).min() > 0.98


def test_an_export_that_strays_is_refused_for_the_next_best(
    tmp_path: Path, reference: ReferenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wreck(source: Path, target: Path) -> None:
        import onnx

        model = onnx.load(source)
        for weight in model.graph.initializer[:40]:
            values = onnx.numpy_helper.to_array(weight)
            if values.dtype == np.float32:
                weight.CopyFrom(onnx.numpy_helper.from_array((values * 0.3).astype(np.float32), weight.name))
        onnx.save(model, target)

    monkeypatch.setattr(export, "quantize_int8", wreck)
    card = export.export(reference, tmp_path)
    assert card.engine is Engine.FP32
    assert card.agreement > 0.9999
    assert "onnx-int8" in card.refused[0]

    monkeypatch.setattr(export, "export_fp32", lambda reference, file: _wrecked_fp32(reference, file, wreck))
    card = export.export(reference, tmp_path)
    assert card.engine is Engine.SENTENCE_TRANSFORMERS
    assert len(card.refused) == 2
    assert not (tmp_path / "encoder.onnx").exists()


_export_fp32 = export.export_fp32


def _wrecked_fp32(reference: ReferenceEncoder, file: Path, wreck: object) -> None:
    _export_fp32(reference, file)
    wreck(file, file)  # type: ignore[operator]


def test_sentence_transformers_itself_can_serve(tmp_path: Path) -> None:
    key = cache.prepare(tmp_path, ModelSettings(fast=False))
    encoder = cache.load(tmp_path, key)
    assert isinstance(encoder, ReferenceEncoder)
    assert encoder.encode_query("a question").shape == (384,)


def test_an_altered_export_is_found_before_it_is_used(archive: Archive, model_key: str, tmp_path: Path) -> None:
    shutil.copytree(archive.settings.data / cache.FOLDER, tmp_path / cache.FOLDER)
    graph = tmp_path / cache.FOLDER / model_key / "encoder.onnx"
    content = bytearray(graph.read_bytes())
    content[len(content) // 2] ^= 1
    graph.write_bytes(content)
    with pytest.raises(GenerationDamaged):
        cache.load(tmp_path, model_key)


def test_an_encoder_in_use_is_not_loaded_again_nor_trusted_once_its_files_are_altered(
    archive: Archive, model_key: str, tmp_path: Path
) -> None:
    shutil.copytree(archive.settings.data / cache.FOLDER, tmp_path / cache.FOLDER)
    encoder = cache.load(tmp_path, model_key)
    assert cache.load(tmp_path, model_key) is encoder
    assert cache.load(archive.settings.data, model_key) is not encoder
    graph = tmp_path / cache.FOLDER / model_key / "encoder.onnx"
    graph.write_bytes(graph.read_bytes()[:-1])
    with pytest.raises(GenerationDamaged):
        cache.load(tmp_path, model_key)
    unused = weakref.ref(encoder)
    del encoder
    gc.collect()
    assert unused() is None


def test_a_packaged_model_with_a_wrong_checksum_is_refused(
    packaged: files.ModelFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(packaged.folder, tmp_path / "model")
    with (tmp_path / "model" / "tokenizer.json").open("ab") as stream:
        stream.write(b" ")
    monkeypatch.setattr(files, "_packaged", lambda: tmp_path / "model")
    with pytest.raises(ModelDamaged) as caught:
        files.locate("packaged")
    assert caught.value.file == tmp_path / "model" / "tokenizer.json"


def test_a_model_folder_without_safetensors_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(b"pickled")
    with pytest.raises(ModelNotFound):
        files.locate(str(tmp_path))
    with pytest.raises(ModelNotFound):
        files.locate(str(tmp_path / "nowhere"))


def test_a_model_in_a_folder_is_named_by_its_content(packaged: files.ModelFiles, tmp_path: Path) -> None:
    shutil.copytree(packaged.folder, tmp_path / "model")
    same = files.locate(str(tmp_path / "model"))
    assert same.fingerprint == packaged.fingerprint
    config = json.loads((tmp_path / "model" / "sentence_bert_config.json").read_text())
    (tmp_path / "model" / "sentence_bert_config.json").write_text(json.dumps(config | {"max_seq_length": 128}))
    assert files.locate(str(tmp_path / "model")).fingerprint != packaged.fingerprint
