from __future__ import annotations

import pytest

from bot.commands.conversation import is_question


@pytest.mark.parametrize(
    "text",
    [
        "When was it lit?",
        "Sedov",
        "1917?",
        "hello, who wrote this?",
        "Thanks! And by whom was it written?",
        "Wer schrieb das?",
        "See <@7>, when was it lit?",
        "https://example.org/a says otherwise",
        "列夫·谢多夫",
        "no one answered the letter, did they",
    ],
)
def test_what_may_ask_for_something_is_a_question(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "Hi!",
        "hello everyone",
        "Good morning, all :)",
        "thanks a lot",
        "Vielen Dank!!",
        "Guten Morgen zusammen",
        "Grüß Gott",
        "Merci beaucoup !",
        "ok",
        "👍🏽 🎉",
        "<:lamp:123456789012345678> <a:wave:123456789012345678>",
        "<@123> <#456> <@&789>",
        "https://example.org/page?x=1",
        "...?!",
    ],
)
def test_greetings_thanks_emoji_and_bare_links_are_none(text: str) -> None:
    assert not is_question(text)
