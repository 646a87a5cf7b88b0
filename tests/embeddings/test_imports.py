from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.archive import Archive

ROOT = Path(__file__).parents[2]
# A package may import those below it, never one above.
LAYERS = {
    "bot": 0,
    "embeddings.archive": 1,
    "embeddings.quoting": 2,
    "embeddings.retrieval": 3,
    "embeddings.index": 4,
    "embeddings.models": 5,
    "embeddings.documents": 5,
    "embeddings": 6,  # errors, settings, progress, report, files
}


def layer(module: str) -> int | None:
    while module not in LAYERS:
        if "." not in module:
            return None
        module = module.rpartition(".")[0]
    return LAYERS[module]


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import"
            yield node.module or ""


def sources(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def name_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


def test_imports_run_one_way() -> None:
    arrows_back = [
        f"{name_of(file)} -> {target}"
        for file in [*sources("embeddings"), *sources("bot")]
        for target in imports(file)
        if (above := layer(target)) is not None and above < (layer(name_of(file)) or 0)
    ]
    assert arrows_back == []


def test_documents_and_models_know_nothing_of_each_other() -> None:
    for one, other in (("documents", "models"), ("models", "documents")):
        for file in sources(f"embeddings/{one}"):
            assert not [name for name in imports(file) if name.startswith(f"embeddings.{other}")], file


def test_the_library_knows_nothing_of_discord() -> None:
    for file in sources("embeddings"):
        assert not [name for name in imports(file) if name.split(".")[0] in ("discord", "bot")], file


def test_nothing_unpickles() -> None:
    banned = {"pickle", "joblib", "dill", "shelve", "cloudpickle", "marshal"}
    for file in [*sources("embeddings"), *sources("bot")]:
        assert not banned & {name.split(".")[0] for name in imports(file)}, file
        text = file.read_text("utf-8")
        assert "torch.load" not in text, file
        assert "allow_pickle=True" not in text, file


def test_a_question_is_answered_without_torch_or_sentence_transformers(archive: Archive) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from embeddings.archive import Archive\n"
        "from embeddings.settings import ArchiveSettings\n"
        "settings = ArchiveSettings(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "assert Archive(settings).ask('How did Leon Sedov die?').answered\n"
        "print([name for name in ('torch', 'sentence_transformers', 'transformers') if name in sys.modules])\n"
    )
    folders = [str(archive.settings.source), str(archive.settings.data)]
    command = [sys.executable, "-c", script, *folders]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"
