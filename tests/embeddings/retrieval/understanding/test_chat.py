from __future__ import annotations

import pytest

from tests.embeddings.retrieval.understanding.sample import asked


@pytest.mark.parametrize(
    ("typed", "search"),
    [
        ("hey, can you tell me what a lamp is pls", "what a lamp is"),
        ("hi all, what is a lamp??", "what is a lamp?"),
        ("does anyone know when the ferry sank", "when the ferry sank"),
        ("i was wondering if the ferry sank", "the ferry sank"),
        ("how many ppl came w/ the pilot", "how many people came with the pilot"),
        ("whats a tide", "what is a tide"),
        ("<@123456789012345678> who lit it?", "who lit it?"),
        ("who lit it <:lamp:123456789012345678>", "who lit it"),
        ("thx!! who lit it?", "thx! who lit it?"),
    ],
)
def test_the_noise_of_a_chat_is_left_out(typed: str, search: str) -> None:
    assert asked(typed).search == search


@pytest.mark.parametrize(
    "typed",
    [
        'who said "pls tell me ppl?? hi all, i think"',
        "Who said “w/ u”, and when?",
        "Why didn't the princess marry anyone?",
        "Why did the keeper give thanks?",
        "What is the short version of the story about?",
        "Who wrote, I think, therefore I am?",
        "What is a U-boat, and who built the U?",
        "What can you tell about lamps?",
        "How did the keeper say hello, and to whom?",
        "What did the definition mean?",
        "Is it so?",
        "yo la tengo",
        "hello kitty creator",
    ],
)
def test_what_only_looks_like_noise_stays(typed: str) -> None:
    assert asked(typed).search == typed
