from __future__ import annotations

import ast
import os
import platform
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit

from embeddings.models.runtime import LARGEST, Session, cuts_sums_off, quantize_int8

ROOT = Path(__file__).parents[3]
DOOR = "embeddings/models/runtime.py"


def test_running_a_model_writes_nothing_outside_the_data_folder(tmp_path: Path) -> None:
    """onnxruntime keeps an identifier and a database of events to send; under a new home they would be seen."""
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from embeddings.models import reranker_cache\n"
        "from embeddings.settings import RerankSettings\n"
        "reranker = reranker_cache.load(Path(sys.argv[1]), RerankSettings())\n"
        "print(reranker.score(reranker.prepare('who', ['she'])).shape)\n"
    )
    # Under a test runner or a build server onnxruntime keeps still by itself, and nothing would be shown.
    telling = ("ORT_", "XDG_", "CI", "PYTEST", "GITHUB_", "BUILD_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(telling)}
    home = tmp_path / "home"
    home.mkdir()

    def left(script: str) -> list[Path]:
        command = [sys.executable, "-c", script, str(tmp_path / "data")]
        subprocess.run(
            command,
            check=True,
            cwd=ROOT,
            env=environment | {"HOME": str(home), "ORT_DISABLE_TELEMETRY": "0"},
            capture_output=True,
        )
        return [file for file in home.rglob("*") if file.is_file()]

    assert left(script) == []
    assert not (tmp_path / "data").exists()


def test_onnxruntime_is_reached_by_one_door_only() -> None:
    for file in [*(ROOT / "embeddings").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            if any(name.split(".")[0] == "onnxruntime" for name in names):
                assert file.relative_to(ROOT).as_posix() == DOOR


def test_int8_sums_are_the_same_on_every_processor(tmp_path: Path) -> None:
    """Two products of the largest bytes are more than 16 bits hold: processors without VNNI would cut them off."""
    width = 64
    weights = numpy_helper.from_array(np.ones((width, 8), dtype=np.float32), "weights")
    graph = helper.make_graph(
        [
            helper.make_node("Cast", ["input_ids"], ["values"], to=TensorProto.FLOAT),
            helper.make_node("MatMul", ["values", "weights"], ["sums"]),
        ],
        "sums",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", width])],
        [helper.make_tensor_value_info("sums", TensorProto.FLOAT, ["batch", 8])],
        [weights],
    )
    onnx.save(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), tmp_path / "fp32"
    )
    quantize_int8(tmp_path / "fp32", tmp_path / "int8")

    tokenizer = Tokenizer(WordLevel({"zero": 0, "one": 1}, unk_token="zero"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    rows = [tokenizer.encode("one " * width), tokenizer.encode("one zero " * (width // 2))]
    sums = Session(tmp_path / "int8", pad_id=0).run(rows)
    assert np.allclose(sums, [[width] * 8, [width / 2] * 8], rtol=0.01)


def test_the_products_of_the_largest_bytes_are_what_they_are_said_to_be() -> None:
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["bytes", "weights"], ["sums"])],
        "sums",
        [helper.make_tensor_value_info("bytes", TensorProto.UINT8, ["rows", 64])],
        [helper.make_tensor_value_info("sums", TensorProto.INT32, ["rows", 16])],
        [numpy_helper.from_array(np.full((64, 16), 127, dtype=np.int8), "weights")],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    assert onnx.load(LARGEST) == made


def test_kernels_that_cost_speed_are_taken_only_where_sums_would_be_cut_off() -> None:
    """Linux says which processors have VNNI; those, and those that are no x86, add up in 32 bits."""
    described = Path("/proc/cpuinfo")
    if not described.exists() or platform.machine() != "x86_64":
        pytest.skip("only Linux says what an x86 processor has")
    flags = described.read_text("utf-8")
    assert cuts_sums_off() == ("vnni" not in flags)
