from __future__ import annotations

import itertools
import json
import tomllib
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from bot.config import Overrides, Settings, keys, load, read, sections
from bot.errors import ConfigMissing, ConfigUnreadable, UnknownKey, WrongValue
from bot.words.errors import explain

SHIPPED = Path(__file__).parents[2] / "config" / "pincite.toml"


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "pincite.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_shipped_file_is_exactly_the_defaults() -> None:
    assert read(SHIPPED) == replace(Settings(), file=SHIPPED)


def test_the_shipped_file_has_every_key_and_no_other() -> None:
    known = {name: set(keys(defaults)) for name, defaults in sections().items()}
    assert {name: set(table) for name, table in tomllib.loads(SHIPPED.read_text("utf-8")).items()} == known


def test_every_key_of_the_shipped_file_is_explained_above_it() -> None:
    lines = SHIPPED.read_text("utf-8").splitlines()
    bare = [line for before, line in itertools.pairwise(lines) if " = " in line and "#" not in before]
    assert [line for line in bare if not line.startswith("#")] == []


def test_the_sections_are_those_of_the_settings() -> None:
    assert list(sections()) == [
        "archive",
        "model",
        "reading",
        "passages",
        "reindex",
        "rerank",
        "answer",
        "discord",
    ]


def test_a_value_reaches_its_setting(tmp_path: Path) -> None:
    text = '[archive]\nsource = "~/library"\n[answer]\nquotes = 5\nminimum_confidence = 1\n[model]\nfast = false\n'
    archive = read(written(tmp_path, text)).archive
    assert archive.source == Path("~/library").expanduser()
    assert (archive.answer.quotes, archive.answer.minimum_confidence, archive.model.fast) == (5, 1.0, False)
    assert isinstance(archive.answer.minimum_confidence, float)


def test_an_empty_file_is_all_defaults(tmp_path: Path) -> None:
    file = written(tmp_path, "\ufeff# nothing\n")
    assert read(file) == replace(Settings(), file=file)


@pytest.mark.parametrize(
    ("text", "key", "near"),
    [
        ("[answer]\nquote = 3\n", "answer.quote", "answer.quotes"),
        ("[anser]\nquotes = 3\n", "anser", "answer"),
        ("[answer]\nsource = 'x'\n", "answer.source", "archive.source"),
        ("data = 'x'\n", "data", "archive.data"),
        ("answer = 3\n", "answer", None),
        ("[archive]\nmodel = 'x'\n", "archive.model", None),
        ("[zzz]\n", "zzz", None),
    ],
)
def test_an_unknown_key_is_refused_and_the_likely_one_named(
    tmp_path: Path, text: str, key: str, near: str | None
) -> None:
    with pytest.raises(UnknownKey) as caught:
        read(written(tmp_path, text))
    assert caught.value.key == key
    if near:
        assert caught.value.near == near
        assert f"Did you mean `{near}`" in explain(caught.value)


@pytest.mark.parametrize(
    ("section", "line", "sentence"),
    [
        ("answer", 'quotes = "3"', '`answer.quotes` to "3". It must be a whole number from 1 to 10.'),
        ("answer", "quotes = 0", "`answer.quotes` to 0. It must be a whole number from 1 to 10."),
        ("answer", "quotes = 11", "`answer.quotes` to 11. It must be a whole number from 1 to 10."),
        ("answer", "quotes = 3.0", "`answer.quotes` to 3.0. It must be a whole number from 1 to 10."),
        ("answer", "quotes = true", "`answer.quotes` to true. It must be a whole number from 1 to 10."),
        ("answer", "quotes = []", "`answer.quotes` to []. It must be a whole number from 1 to 10."),
        (
            "answer",
            "quotes = 1979-05-27",
            '`answer.quotes` to "1979-05-27". It must be a whole number from 1 to 10.',
        ),
        ("answer", "minimum_confidence = 2", "It must be a number from 0 to 1."),
        ("answer", "minimum_confidence = nan", "It must be a number from 0 to 1."),
        ("reading", "megabytes = 0", "`reading.megabytes` to 0. It must be a number above 0."),
        ("reading", "megabytes = inf", "It must be a number above 0."),
        ("passages", "tokens = 8", "`passages.tokens` to 8. It must be a whole number of at least 16."),
        ("model", "fast = 1", "`model.fast` to 1. It must be true or false."),
        ("model", "name = 7", "`model.name` to 7. It must be text in quotes."),
        ("archive", "source = 7", "`archive.source` to 7. It must be a path in quotes."),
        ("discord", "threads = 0", "`discord.threads` to 0. It must be a whole number from 1 to 64."),
    ],
)
def test_a_wrong_value_is_named_with_what_it_must_be(
    tmp_path: Path, section: str, line: str, sentence: str
) -> None:
    file = written(tmp_path, f"[{section}]\n{line}\n")
    with pytest.raises(WrongValue) as caught:
        read(file)
    said = explain(caught.value)
    assert said.startswith(f"The configuration file {file} sets `{section}.")
    assert said.endswith(sentence)


@pytest.mark.parametrize(
    ("content", "detail"), [(b"[answer\n", "line 1"), (b"a = 1\na = 2\n", ""), (b"\xff", "utf-8")]
)
def test_a_file_that_is_not_toml_is_refused_with_the_place(tmp_path: Path, content: bytes, detail: str) -> None:
    file = tmp_path / "pincite.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigUnreadable) as caught:
        read(file)
    assert detail in caught.value.detail
    assert str(file) in explain(caught.value)


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigUnreadable):
        load(Overrides(config=tmp_path), {})


def test_a_missing_named_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigMissing):
        load(Overrides(config=tmp_path / "none.toml"), {})


def test_folders_of_the_command_line_may_start_at_home() -> None:
    assert load(Overrides(source=Path("~/a")), {}).archive.source == Path.home() / "a"


def moved(value: Any) -> Any:
    """Return another value than a setting's default, as TOML would give it, within its range."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case float():
            return value * 0.75
        case tuple():
            return [*value, 1]
        case Enum():
            return next(one.value for one in type(value) if one is not value)
        case _:
            return f"{value}-other"


KEYS = [(name, key, value) for name, defaults in sections().items() for key, value in keys(defaults).items()]


@pytest.mark.parametrize(("section", "key", "default"), KEYS)
def test_every_setting_can_be_set_in_a_file(tmp_path: Path, section: str, key: str, default: Any) -> None:
    other = moved(default)
    settings = read(written(tmp_path, f"[{section}]\n{key} = {json.dumps(other)}\n"))
    owners = {"archive": settings.archive, "discord": settings.discord}
    owner = owners[section] if section in owners else getattr(settings.archive, section)
    assert getattr(owner, key) == type(default)(other)
