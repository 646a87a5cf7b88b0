from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

import pytest

from bot.errors import TokenError, TokenMalformed, TokenMissing, TokenUnreadable
from bot.token import FILE_VARIABLE, VARIABLE, Token, read_token
from bot.words import say
from bot.words.errors import explain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SECRET = "MTA.secret-token_1"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "token"
    path.write_text(f"  {SECRET}\r\n")
    path.chmod(0o600)
    return path


def test_the_variable_comes_first_and_white_space_is_not_part_of_it(file: Path) -> None:
    token = read_token(str(file), {VARIABLE: " other\n", FILE_VARIABLE: str(file)})
    assert token == Token("other", VARIABLE)


def test_the_file_in_the_environment_comes_before_the_one_in_the_settings(file: Path, tmp_path: Path) -> None:
    assert read_token(str(tmp_path / "absent"), {FILE_VARIABLE: str(file)}).value == SECRET


@pytest.mark.parametrize("environment", [{}, {VARIABLE: ""}, {VARIABLE: " \n", FILE_VARIABLE: " "}])
def test_a_file_named_in_the_settings_is_read_where_the_variables_say_nothing(
    file: Path, environment: Mapping[str, str]
) -> None:
    assert read_token(str(file), environment) == Token(SECRET, str(file))


def test_a_home_folder_in_the_settings_is_found(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(file.parent))
    assert read_token("~/token", {}).value == SECRET


def test_no_token_anywhere_is_said() -> None:
    with pytest.raises(TokenMissing) as caught:
        read_token("", {VARIABLE: " "})
    assert VARIABLE in explain(caught.value)
    assert FILE_VARIABLE in explain(caught.value)


def test_a_file_that_is_missing_empty_or_a_folder_is_named(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.write_text("\ufeff \n")
    for path, why in ((tmp_path / "absent", "No such file"), (empty, "it is empty"), (tmp_path, "directory")):
        with pytest.raises(TokenUnreadable) as caught:
            read_token(str(path), {})
        assert str(path) in explain(caught.value)
        assert why in explain(caught.value)


@pytest.mark.parametrize("value", [f"Bot {SECRET}", f"{SECRET}\nsecond line", f"{SECRET}é", f"{SECRET}\x00"])
def test_what_cannot_be_a_token_is_refused_without_repeating_it(value: str, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(value, encoding="utf-8")
    for token_file, environment in (("", {VARIABLE: value}), (str(file), {})):
        with pytest.raises(TokenMalformed) as caught:
            read_token(token_file, environment)
        assert SECRET not in "".join(traceback.format_exception(caught.value)) + explain(caught.value)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_bytes(b"\x80\xff" * 10_000)
    with pytest.raises(TokenError):
        read_token(str(file), {})


@pytest.mark.parametrize(("mode", "exposed"), [(0o600, False), (0o640, False), (0o644, True), (0o604, True)])
def test_a_file_that_every_user_can_read_is_noticed(file: Path, mode: int, exposed: bool) -> None:
    file.chmod(mode)
    assert read_token(str(file), {}).exposed is exposed
    assert str(file) in say("token-exposed", file=str(file))


def test_a_token_does_not_show_itself() -> None:
    token = Token(SECRET, VARIABLE)
    assert SECRET not in f"{token!r} {token}"
