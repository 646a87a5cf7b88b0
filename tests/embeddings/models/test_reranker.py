from __future__ import annotations

import itertools
import json
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from embeddings.errors import ModelDamaged, ModelNotFound, ModelRole, ModelUnusable
from embeddings.models import export_reranker, files, reranker_cache
from embeddings.models.encoder import Engine
from embeddings.models.export import MINIMUM_CORRELATION
from embeddings.models.reference import ReferenceReranker
from embeddings.models.reranker import QUESTION_TOKENS, OnnxReranker
from embeddings.settings import RerankSettings

if TYPE_CHECKING:
    from pathlib import Path

    from embeddings.models.reranker import Reranker

QUESTION = "What did the committee decide about the strike fund?"
TEXTS = [
    "The bakery on the corner sells bread made of rye.",
    "On the strike fund the committee decided that every branch should pay a penny a week.",
    "The committee met in March, and the strike was on every tongue.",
    "",
    "word " * 700,
]
NAMES = [
    "ada",
    "bertil",
    "chidi",
    "dolores",
    "river",
    "vote",
    "fund",
    "strike",
    "committee",
    "sea",
    "mill",
    "mine",
]


@pytest.fixture(scope="module")
def reranker(tmp_path_factory: pytest.TempPathFactory) -> Reranker:
    data = tmp_path_factory.mktemp("data")
    loaded = reranker_cache.load(data, RerankSettings())
    assert loaded is not None
    assert list(data.iterdir()) == []  # the packaged model is used where it lies
    return loaded


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder of the usual kind, small and untrained."""
    return make(tmp_path_factory.mktemp("small"))


def make(folder: Path, labels: int = 1) -> Path:
    import torch
    from tokenizers import BertWordPieceTokenizer
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(7)
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *NAMES, *letters, *(f"##{one}" for one in letters)]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    made = BertWordPieceTokenizer(str(folder / "vocab.txt"))
    made.save(str(folder / "tokenizer.json"))
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=160,
        num_labels=labels,
        initializer_range=0.5,  # the usual 0.02 makes all scores the same
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"), model_max_length=128).save_pretrained(folder)
    return folder


def test_the_text_that_answers_has_the_highest_score(reranker: Reranker) -> None:
    scores = reranker.score(reranker.prepare(QUESTION, TEXTS))
    assert scores.dtype == np.float32
    assert scores.shape == (len(TEXTS),)
    assert np.isfinite(scores).all()
    assert scores.argsort()[::-1][:2].tolist() == [1, 2]
    assert scores[0] < 0 < scores[1] - 3


def test_pairs_can_be_counted_and_chosen_among_before_they_are_scored(reranker: Reranker) -> None:
    pairs = reranker.prepare(QUESTION, TEXTS)
    assert pairs.tokens == [len(encoding) for encoding in pairs.encodings]
    assert pairs.tokens[4] == reranker.card.max_tokens
    chosen = pairs.select([1, 0])
    assert (chosen.question, chosen.texts) == (QUESTION, (TEXTS[1], TEXTS[0]))
    scores = reranker.score(chosen)
    assert np.allclose(scores, reranker.score(pairs)[[1, 0]], atol=0.5)
    assert reranker.score(pairs.select([])).shape == (0,)


def test_scores_keep_their_order_however_texts_are_batched(reranker: Reranker) -> None:
    texts = [f"The {name} was{' very' * (number % 7)} old." for number, name in enumerate(NAMES)] + TEXTS
    together = reranker.score(reranker.prepare(QUESTION, texts))
    alone = np.concatenate([reranker.score(reranker.prepare(QUESTION, [text])) for text in texts])
    # Dynamic int8 takes its scale per batch, so the same pair's score moves a little with its company.
    assert np.abs(together - alone).max() < 0.5
    assert together.argmax() == alone.argmax() == len(NAMES) + 1


def test_the_question_is_cut_at_a_word_and_the_text_gets_the_rest(reranker: Reranker) -> None:
    long = "who was the unforgettable secretary " * 100
    pairs = reranker.prepare(long, TEXTS)
    assert long.startswith(pairs.question)
    assert long[len(pairs.question)] == " "
    assert pairs.texts[4].count("word") == reranker.card.max_tokens - pairs.encodings[4].sequence_ids.count(0) - 3
    count = pairs.encodings[0].sequence_ids.count(0)
    assert QUESTION_TOKENS - 5 < count <= QUESTION_TOKENS


def test_questions_and_texts_of_every_kind_have_scores(reranker: Reranker) -> None:
    for question in ("", "?", "x" * 6000, "\u202e", "大会" * 400, "😀" * 500, "x" + "\u0301" * 5000, "\x00"):
        pairs = reranker.prepare(question, ["", "x" * 100_000, "word " * 100_000, "\u202e" * 9000])
        assert max(pairs.tokens) <= reranker.card.max_tokens
        assert np.isfinite(reranker.score(pairs)).all()


def test_a_text_scores_the_same_beside_whatever_others_are_read(reranker: Reranker) -> None:
    pairs = reranker.prepare("Where was the mill?", [*TEXTS[:3], "word " * 90, ""])
    alone = np.concatenate([reranker.score(pairs.select([row])) for row in range(5)])
    assert np.array_equal(reranker.score(pairs), alone)
    assert reranker.score(pairs.select([])).shape == (0,)


def test_many_threads_get_what_one_gets(reranker: Reranker) -> None:
    questions = [f"Where was the {name}?" for name in NAMES]
    texts = [TEXTS[0], TEXTS[1], TEXTS[2]]
    alone = [reranker.score(reranker.prepare(question, texts)) for question in questions]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda question: reranker.score(reranker.prepare(question, texts)), questions))
    assert np.array_equal(alone, together)


def test_the_packaged_files_are_found_without_running_the_package(reranker: Reranker) -> None:
    assert reranker.card.engine is Engine.INT8
    assert files.RERANKER_PACKAGE not in sys.modules


def test_a_packaged_reranker_with_a_wrong_checksum_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packaged = files.locate_reranker(RerankSettings().model).folder
    copy = tmp_path / files.RERANKER_FOLDER
    shutil.copytree(packaged, copy)
    with (copy / "model.onnx").open("r+b") as stream:
        stream.seek(1000)
        stream.write(b"\xff\x00\xff")
    monkeypatch.setattr(files, "_package_folder", lambda *_: tmp_path)
    with pytest.raises(ModelDamaged) as caught:
        reranker_cache.load(tmp_path, RerankSettings())
    assert caught.value.file == copy / "model.onnx"
    assert caught.value.role is ModelRole.RERANKING
    (copy / "tokenizer.json").unlink()
    shutil.copy(packaged / "model.onnx", copy / "model.onnx")
    with pytest.raises(ModelDamaged) as caught:
        reranker_cache.prepare(tmp_path, RerankSettings())
    assert caught.value.actual == "missing"


def test_reranking_that_is_off_needs_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "RERANKER_PACKAGE", "no_such_package")
    off = RerankSettings(enabled=False)
    reranker_cache.prepare(tmp_path, off)
    assert reranker_cache.load(tmp_path, off) is None
    with pytest.raises(ModelNotFound, match="no_such_package"):
        reranker_cache.load(tmp_path, replace(off, enabled=True))


def test_a_cross_encoder_in_a_folder_is_exported_once_and_agrees(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = RerankSettings(model=str(small))
    reranker_cache.prepare(tmp_path, wanted)
    card = reranker_cache.read_card(tmp_path, wanted)
    assert card.engine in (Engine.INT8, Engine.FP32)
    assert card.agreement >= MINIMUM_CORRELATION[card.engine]
    assert card.max_tokens == 128

    # Opening it again asks for nothing but the export.
    monkeypatch.setattr(reranker_cache, "locate_reranker", None)
    opened = reranker_cache.load(tmp_path, wanted)
    assert isinstance(opened, OnnxReranker)
    texts = [*(f"{one} {other}" for one, other in itertools.pairwise(NAMES)), "river sea " * 99]
    pairs = opened.prepare("which committee", texts)
    reference = ReferenceReranker(files.locate_reranker(str(small)))
    assert np.corrcoef(opened.score(pairs), reference.score(pairs))[0, 1] > 0.95


def test_our_loading_gives_the_logits_sentence_transformers_documents(small: Path) -> None:
    import torch
    from sentence_transformers import CrossEncoder

    plain = CrossEncoder(str(small), device="cpu")
    texts = ["the mill", "a committee vote", "strike fund"]
    theirs = plain.predict([("which vote", text) for text in texts], activation_fn=torch.nn.Identity())
    reference = ReferenceReranker(files.locate_reranker(str(small)))
    assert np.allclose(reference.score(reference.prepare("which vote", texts)), theirs, atol=1e-5)


def test_a_changed_or_altered_reranker_is_exported_anew(small: Path, tmp_path: Path) -> None:
    model, data = tmp_path / "model", tmp_path / "data"
    shutil.copytree(small, model)
    wanted = RerankSettings(model=str(model))
    assert reranker_cache.load(data, wanted) is not None
    first = reranker_cache.read_card(data, wanted)
    for graph in data.rglob("reranker.onnx"):
        graph.write_bytes(graph.read_bytes()[:-1])
    mended = reranker_cache.load(data, wanted)
    assert mended is not None
    assert mended.card == first

    config = json.loads((model / "tokenizer_config.json").read_text())
    (model / "tokenizer_config.json").write_text(json.dumps(config | {"model_max_length": 64}))
    reranker_cache.prepare(data, wanted)
    changed = reranker_cache.load(data, wanted)
    assert changed is not None
    assert changed.card.max_tokens == 64
    assert max(changed.prepare("vote " * 200, ["river " * 200]).tokens) == 64


def test_an_export_that_strays_is_refused_for_the_next_best(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = ReferenceReranker(files.locate_reranker(str(small)))
    monkeypatch.setattr(export_reranker, "quantize_int8", wreck)
    card = export_reranker.export(reference, tmp_path)
    assert card.engine is Engine.FP32
    assert card.agreement > 0.9999
    assert "onnx-int8" in card.refused[0]

    sound = export_reranker.export_fp32

    def wrecked(reference: ReferenceReranker, file: Path) -> None:
        sound(reference, file)
        wreck(file, file)

    monkeypatch.setattr(export_reranker, "export_fp32", wrecked)
    data = tmp_path / "data"
    wanted = RerankSettings(model=str(small))
    served = reranker_cache.load(data, wanted)
    assert isinstance(served, ReferenceReranker)
    card = reranker_cache.read_card(data, wanted)
    assert card.engine is Engine.SENTENCE_TRANSFORMERS
    assert len(card.refused) == 2
    assert not list(data.rglob("*.onnx"))


def wreck(source: Path, target: Path) -> None:
    import onnx

    model = onnx.load(source)
    for weight in model.graph.initializer:
        values = onnx.numpy_helper.to_array(weight)
        if values.dtype == np.float32 and values.ndim == 2:
            weight.CopyFrom(onnx.numpy_helper.from_array(np.roll(values, 1, axis=0), weight.name))
    onnx.save(model, target)


def test_a_model_that_gives_several_scores_is_no_reranker(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    with pytest.raises(ModelUnusable, match="3 scores") as caught:
        reranker_cache.load(tmp_path, RerankSettings(model=str(make(folder, labels=3))))
    assert caught.value.role is ModelRole.RERANKING


def test_a_reranker_that_is_nowhere_or_pickled_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(b"pickled")
    for name in (str(tmp_path), str(tmp_path / "nowhere")):
        with pytest.raises(ModelNotFound) as caught:
            reranker_cache.load(tmp_path, RerankSettings(model=name))
        assert caught.value.role is ModelRole.RERANKING
