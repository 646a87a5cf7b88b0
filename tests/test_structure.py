"""The house rules that can be counted, and what no module may import."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from embeddings.archive import Archive
from tests.structure import ROOT, STRANGERS, Tree, entered, floor

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MODULES, MOST_LINES, LONGEST_MODULE, TYPICAL_MODULE = 300, 43_000, 400, 140
MOST_ENTERED = 47  # with the three that say whose words a quote is
MOST_LOOSE = 8  # modules at the bot's top that stand in no room


@pytest.fixture(scope="module")
def tree() -> Tree:
    return Tree()


def imported(tree: Tree, room: str) -> Iterator[tuple[str, str]]:
    """Yield what the modules of a room import, after the module that does."""
    for name, targets in tree.imports.items():
        if name == room or name.startswith(f"{room}."):
            yield from ((name, target) for target in targets)


def test_there_is_no_import_circle(tree: Tree) -> None:
    assert tree.circles() == []


def test_every_module_has_a_floor_and_imports_nothing_above_it(tree: Tree) -> None:
    assert [name for name in tree.modules if floor(name)[1] in ("bot", "embeddings") and "." in name] == []
    assert tree.arrows_up() == []


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_rooms_of_one_floor_know_nothing_of_each_other(tree: Tree, one: str, other: str) -> None:
    for here, there in ((one, other), (other, one)):
        assert [pair for pair in imported(tree, here) if f"{pair[1]}.".startswith(f"{there}.")] == []


def test_the_library_knows_nothing_of_discord(tree: Tree) -> None:
    assert [pair for pair in imported(tree, "embeddings") if pair[1].split(".")[0] in ("discord", "bot")] == []


def test_nothing_unpickles(tree: Tree) -> None:
    banned = {"pickle", "joblib", "dill", "shelve", "cloudpickle", "marshal"}
    for name, file in tree.modules.items():
        assert not banned & {target.split(".")[0] for target in tree.imports[name]}, name
        text = file.read_text("utf-8")
        assert "torch.load" not in text, name
        assert "allow_pickle=True" not in text, name


def test_modules_stay_small_and_few(tree: Tree) -> None:
    lengths = {name: tree.lines_of(file) for name, file in tree.modules.items()}
    assert {name for name, length in lengths.items() if length > LONGEST_MODULE} == set()
    assert sorted(lengths.values())[len(lengths) // 2] < TYPICAL_MODULE
    assert len(lengths) <= MOST_MODULES
    assert tree.lines <= MOST_LINES


def test_the_bot_keeps_its_modules_in_rooms(tree: Tree) -> None:
    assert len(tree.loose) <= MOST_LOOSE, tree.loose


def test_one_question_is_followed_through_few_modules(archive: Archive) -> None:
    asked = entered(Archive(archive.settings))
    assert len(asked) <= MOST_ENTERED, asked


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
