from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

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
