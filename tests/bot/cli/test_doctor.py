from __future__ import annotations

import json
import shutil
from importlib.metadata import PackageNotFoundError
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli.checks import State
from bot.cli.doctor import SIGNS
from embeddings.index.generations.pointer import write_pointer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.cli.conftest import Pincite

NAMES = [
    "Python",
    "configuration",
    "disk",
    "data folder",
    "documents",
    "model",
    "index",
    "engine",
    "reranker",
    "Discord",
    "token",
]
TOKEN = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"


@pytest.fixture
def library(place: Path) -> Path:
    folder = place / "seeds"
    folder.mkdir()
    (folder / "a.txt").write_text("One sentence.\n", encoding="utf-8")
    return folder


@pytest.fixture
def examined(pincite: Pincite) -> Any:
    """Run the doctor; return its exit code and its checks by name."""

    def run(*arguments: str) -> tuple[int, dict[str, dict[str, str]]]:
        ended = pincite("doctor", "--json", *arguments)
        report = json.loads(ended.out)
        checks = {check["name"]: check for check in report["checks"]}
        assert list(checks) == NAMES
        failed = [name for name, check in checks.items() if check["state"] == "fail"]
        assert report["ok"] is (not failed)
        assert ended.code == (1 if failed else 0)
        assert ended.err.count("\n") == ended.code
        assert all(name in ended.err for name in failed)
        for check in checks.values():
            assert bool(check["advice"]) == (check["state"] != "ok"), check
        return ended.code, checks

    return run


@pytest.mark.usefixtures("library")
def test_a_fresh_folder_is_well_and_its_warnings_say_what_to_do(examined: Any) -> None:
    code, checks = examined()
    assert code == 0
    assert {name for name, check in checks.items() if check["state"] == "warn"} == {"index", "token"}
    assert "pincite reindex" in checks["index"]["advice"]
    assert checks["model"]["found"] == "packaged, sha256 right"
    assert checks["reranker"]["found"] == "ms-marco-MiniLM-L-12-v2, sha256 right"


def test_with_everything_broken_the_doctor_still_sees_every_patient(
    examined: Any, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "bad.toml").write_text("[answer]\nquotes = 99\n", encoding="utf-8")
    data = place / "data"
    (data / "generations" / "000001-x").mkdir(parents=True)
    write_pointer(data, ["000001-x"])
    empty = place / "token"
    empty.touch()
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(empty))
    monkeypatch.setattr("embeddings.models.files.PACKAGE", "no_such_package")
    monkeypatch.setattr("embeddings.models.files.RERANKER_PACKAGE", "no_such_package")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(10, 10, 0))

    def absent(_name: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr("bot.cli.checks.version", absent)
    code, checks = examined("--config", "bad.toml", "--source", "nowhere", "--data", str(data))
    assert code == 1
    assert {name for name, check in checks.items() if check["state"] == "fail"} == set(NAMES) - {
        "Python",
        "data folder",
    }
    assert "from 1 to 10" in checks["configuration"]["found"]
    assert "does not exist" in checks["documents"]["found"]
    assert "manifest.json" in checks["index"]["found"]
    assert "--full" in checks["index"]["advice"]


@pytest.mark.usefixtures("library")
def test_a_damaged_model_is_found_by_its_checksum(examined: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        __import__("embeddings.models.files").models.files.PACKAGED_SHA256, "tokenizer.json", "0" * 64
    )
    _, checks = examined()
    assert checks["model"]["state"] == "fail"
    assert "damaged" in checks["model"]["found"]


def test_a_file_in_the_place_of_the_data_folder_is_a_failure(examined: Any, place: Path, library: Path) -> None:
    (place / "data").touch()
    _, checks = examined("--data", "data", "--source", str(library))
    assert checks["data folder"]["state"] == "fail"


@pytest.mark.usefixtures("library")
def test_formats_that_are_not_read_are_counted_and_named(examined: Any, library: Path) -> None:
    (library / "b.xyz").touch()
    (library / "c.ods").touch()
    _, checks = examined()
    assert checks["documents"]["found"].endswith("3 files, 1 of a format that is read")
    assert ".xyz" in checks["documents"]["advice"]
    assert ".ods" in checks["documents"]["advice"]


@pytest.mark.usefixtures("library")
def test_the_token_is_found_and_never_shown(
    examined: Any, pincite: Pincite, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = place / "token"
    file.write_text(TOKEN, encoding="utf-8")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(file))
    file.chmod(0o644)
    _, checks = examined()
    assert checks["token"]["state"] == "warn"
    assert "chmod 600" in checks["token"]["advice"]
    file.chmod(0o600)
    _, checks = examined()
    assert checks["token"]["state"] == "ok"
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    ended = pincite("doctor")
    assert "DISCORD_TOKEN" in ended.out
    assert not any(part in ended.out + ended.err for part in TOKEN.split("."))


@pytest.mark.usefixtures("library")
def test_the_table_shows_every_check_with_its_state_and_advice(pincite: Pincite) -> None:
    lines = pincite("doctor").out.splitlines()
    shown = [line for line in lines if any(line.strip().startswith(sign) for sign in SIGNS.values())]
    assert len(shown) == len(NAMES)
    index = next(number for number, line in enumerate(lines) if "index" in line)
    assert lines[index].strip().startswith(SIGNS[State.WARN])
    assert lines[index + 1].strip() == "→ Run `pincite reindex`."


@pytest.mark.usefixtures("library")
def test_the_doctor_speaks_german_to_people_and_the_same_to_programs(
    pincite: Pincite, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = json.loads(pincite("doctor", "--json").out)
    monkeypatch.setenv("PINCITE_LANGUAGE", "de")
    german = json.loads(pincite("doctor", "--json").out)
    for report in (english, german):
        del report["checks"][NAMES.index("disk")]  # its free space changes meanwhile
    assert german == english
    shown = pincite("doctor").out
    assert "1 Datei, davon 1 in einem lesbaren Format" in shown
    assert "→ Ruf `pincite reindex` auf." in shown
