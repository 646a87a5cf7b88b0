from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from annotated_types import Ge, Gt, Le, MinLen

from bot.words import LANGUAGES, Phrases
from bot.words.kinds import kind
from bot.words.lists import duration, listed
from bot.words.notes import attribution, likelihood
from embeddings.documents.document import BlockKind, Role
from embeddings.documents.record.record import Field, Origin
from embeddings.progress import Stage
from tests.bot.samples import PARAGRAPH, quote_of

EN = Phrases.of("en")


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (bool, "true or false"),
        (Annotated[int, Ge(1), Le(10)], "a whole number from 1 to 10"),
        (Annotated[float, Gt(0)], "a number above 0"),
        (Annotated[str, MinLen(2)], "text in quotes of at least 2"),
        (Path | None, "a path in quotes"),
        (Literal["a", "b"], '"a" or "b"'),
        (tuple[int, ...], "a list of whole numbers"),
        (list[str], "a list of texts in quotes"),
    ],
)
def test_a_type_is_said_in_words(expected: Any, words: str) -> None:
    assert kind(expected, EN) == words


def test_lists_and_spans_read_as_written_by_hand() -> None:
    assert (listed(["a"], EN), listed(["a", "b", "c"], EN)) == ("a", "a, b and c")
    spans = [duration(value, EN) for value in (None, 41.6, 1250, 61_000)]
    assert spans == ["", "42 ms", "1.2 s", "1 min 1 s"]
    assert duration(1250, Phrases.of("de")) == "1,2 s"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_origin_field_kind_and_role_has_a_name(language: str) -> None:
    phrases = Phrases.of(language)
    names = [f"origin-{one.name.lower().replace('_', '-')}" for one in Origin]
    names += [f"field-{one.value.lower()}" for one in Field]
    names += [f"block-{one.value.replace(' ', '-')}" for one in BlockKind]
    names += [f"voice-{one.value}" for one in Role]
    names += [f"stage-{one.name.lower()}" for one in Stage]
    assert [name for name in names if name not in phrases] == []


@pytest.mark.parametrize(
    ("role", "speaker", "said"),
    [
        (Role.AUTHOR, "Ada Moor", None),
        (Role.AUTHOR, None, None),
        (Role.AUTHOR, "Ben Stow", "Words of Ben Stow, not of Ada Moor."),
        (Role.EDITOR, "The editors of The Harbour", "Words of the editors of The Harbour, not of Ada Moor."),
        (Role.EDITOR, None, "Words of an editor, not of Ada Moor."),
        (Role.QUOTED, "Ben Stow", "Words of Ben Stow, quoted by Ada Moor."),
        (Role.QUOTED, None, "Quoted words, not words of Ada Moor; the document does not say whose."),
        (Role.FOOTNOTE, "Ben Stow", "A footnote by Ben Stow."),
        (Role.FOOTNOTE, None, "A footnote; the document does not say by whom."),
        (Role.TRANSCRIBER, None, "What the document says about itself, not words of Ada Moor."),
        (Role.TRANSCRIBER, "Ben Stow", "A note by Ben Stow, not words of Ada Moor."),
        (Role.UNKNOWN, None, "The document does not say whose words these are."),
    ],
)
def test_words_that_are_not_the_authors_are_never_passed_off_as_theirs(
    role: Role, speaker: str | None, said: str | None
) -> None:
    assert attribution(quote_of(PARAGRAPH, role=role, speaker=speaker), EN) == said


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUTHOR])
@pytest.mark.parametrize("speaker", ["Ben Stow", None])
def test_without_an_author_no_author_is_invented(role: Role, speaker: str | None) -> None:
    said = attribution(quote_of(PARAGRAPH, role=role, speaker=speaker, csl={}), EN)
    assert said is not None
    assert "None" not in said
    assert " not of" not in said


def test_likelihood_falls_with_confidence_and_never_claims_certainty() -> None:
    said = [likelihood(number / 100, EN) for number in range(101)]
    assert [int(one.split("(")[1].removesuffix("%)")) for one in said] == [1, *range(1, 100), 99]
    assert len({one.split(" (")[0] for one in said}) == 5
    assert said[-1].startswith("Almost certainly")
    assert likelihood(0.9499, EN) == likelihood(0.95, EN)  # the words go by the figure beside them
