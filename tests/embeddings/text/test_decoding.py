from __future__ import annotations

import codecs
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.text.charsets import codecs_of, declared_in
from embeddings.text.decoding import decode, legibility

FOLDER = Path(__file__).parents[5] / "shared" / "data" / "formats" / "encodings"
ENGLISH = "The workers’ paper – “a weekly” – cost 2½d in Dublin, and nobody at Liberty Hall would say who paid. "
LANGUAGES = {
    "cp1250": "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni "
    "rozumem i sumieniem i powinni postępować wobec siebie w duchu braterstwa.",
    "cp1251": "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом.",
    "koi8-r": "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом.",
    "cp866": "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом.",
    "cp1252": "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison.",
    "cp1253": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.",
    "shift_jis": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
    "euc_jp": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
    "iso2022_jp": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
    "gb2312": "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。",
    "big5": "人人生而自由，在尊嚴和權利上一律平等。他們賦有理性和良心，並應以兄弟關係的精神相對待。",
    "euc_kr": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 이성과",
}


def refusal(content: bytes, declared: str | None = None) -> tuple[str, str]:
    with pytest.raises(DocumentRefused) as caught:
        decode("a.txt", content, declared)
    return caught.value.reason, caught.value.detail


@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
def test_a_mark_tells_the_encoding_and_is_dropped(codec: str, mark: bytes) -> None:
    assert decode("a.txt", mark + "“Naïve” 漢字\r\n".encode(codec)) == "“Naïve” 漢字\n"


def test_the_mark_of_utf8_stays_so_that_offsets_count_every_character() -> None:
    assert decode("a.txt", codecs.BOM_UTF8 + b"words") == "\ufeffwords"


@pytest.mark.parametrize("content", [codecs.BOM_UTF8 + b"ok \xff!", codecs.BOM_UTF16_LE + b"o\0k\0\0\xdc!\0"])
def test_a_mark_that_lies_is_refused_with_the_place(content: bytes) -> None:
    reason, detail = refusal(content)
    assert reason == RefusalReason.UNDECODABLE
    assert "byte" in detail


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_without_a_mark_is_read(codec: str) -> None:
    assert decode("a.txt", (ENGLISH * 3).encode(codec)) == ENGLISH * 3


@pytest.mark.parametrize("content", [b"words\0words", b"\0\1\2\3\0\5" * 9, b"GIF89a\x01\0\x01\0\x80\0\0"])
def test_what_holds_nul_bytes_and_is_no_wide_text_is_no_text(content: bytes) -> None:
    assert refusal(content)[0] == RefusalReason.NOT_TEXT


def test_every_line_end_becomes_a_line_feed() -> None:
    assert decode("a.txt", b"one\r\ntwo\rthree\n") == "one\ntwo\nthree\n"


@pytest.mark.parametrize("label", ["latin1", "ISO-8859-1", "us-ascii", "windows-1252", " 'x-cp1252' "])
def test_latin_1_means_windows_1252_as_in_browsers(label: str) -> None:
    assert decode("a.html", "“quoted” – naïve".encode("cp1252"), label) == "“quoted” – naïve"


def test_the_narrowest_set_of_a_family_that_takes_every_byte_is_meant() -> None:
    assert codecs_of("gb2312") == ("gb2312", "gbk", "gb18030")
    assert decode("a.html", "中华人民共和国 镕".encode("gbk"), "gb2312") == "中华人民共和国 镕"


@pytest.mark.parametrize("label", ["rot13", "punycode", "zlib", "no-such-set", "utf\0", "", None, "x" * 1000])
def test_a_name_of_no_character_set_stands_for_nothing(label: str | None) -> None:
    assert codecs_of(label) == ()


def test_what_is_valid_utf8_is_utf8_whatever_the_document_declares() -> None:
    assert decode("a.html", "naïve café, “quoted”".encode(), "iso-8859-1") == "naïve café, “quoted”"


def test_a_short_text_that_is_utf8_by_chance_is_what_it_declares() -> None:
    assert "一模一".encode("gbk").decode("utf-8") != "一模一"
    assert decode("a.html", "一模一".encode("gbk"), "gb2312") == "一模一"


def test_a_declaration_of_utf16_in_a_text_of_single_bytes_is_not_believed() -> None:
    assert decode("a.html", b"plain words", "utf-16") == "plain words"


def test_a_declared_set_that_does_not_fit_is_passed_over() -> None:
    assert decode("a.html", (ENGLISH * 3).encode("cp1252"), "utf-8") == ENGLISH * 3


@pytest.mark.parametrize(("codec", "text"), LANGUAGES.items())
def test_undeclared_text_is_told_by_what_its_bytes_look_like(codec: str, text: str) -> None:
    assert decode("a.txt", text.encode(codec)) == text


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("repeated", [1, 2, 20])
def test_english_with_a_few_printers_characters_is_told_from_the_same_bytes_elsewhere(
    codec: str, repeated: int
) -> None:
    text = ENGLISH.replace("½", "" if codec == "mac_roman" else "½") * repeated
    assert decode("a.txt", text.encode(codec)) == text


def test_a_text_that_is_utf8_but_for_a_byte_is_refused_not_garbled() -> None:
    content = ("“Naïve” – he said. " * 30).encode() + b"\x92 end"
    reason, detail = refusal(content)
    assert reason == RefusalReason.UNDECODABLE
    assert str(content.index(b"\x92 end")) in detail


def test_a_word_or_two_are_not_enough_to_go_by() -> None:
    assert refusal("naïve".encode("cp1252"))[0] == RefusalReason.UNDECODABLE


def test_noise_is_never_taken_for_text() -> None:
    source = random.Random(7)
    for size in (60, 200, 1000, 5000):
        noise = bytes(source.randrange(1, 256) for _ in range(size))
        assert refusal(noise)[0] == RefusalReason.UNDECODABLE
        assert refusal(noise + b"\0")[0] in (RefusalReason.UNDECODABLE, RefusalReason.NOT_TEXT)


@pytest.mark.parametrize(
    ("page", "declared"),
    [
        (b'<?xml version="1.0" encoding="EUC-JP"?>', "EUC-JP"),
        (b"<html><head><meta charset=koi8-r>", "koi8-r"),
        (b'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=ISO-8859-1">', "ISO-8859-1"),
        (b'<meta content="text/html; charset = big5" http-equiv=content-type>', "big5"),
        (b'<!-- <meta charset="utf-7"> --><meta charset="utf-8">', "utf-8"),
        (b"<!-- <meta charset=utf-7>", None),
        (b"plain words about charset=utf-8", None),
        (b"", None),
    ],
)
def test_a_page_declares_its_set_at_the_top(page: bytes, declared: str | None) -> None:
    assert declared_in(page) == declared


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("don’t say “naïve” – Émile’s café, L’ÉTAT", "donÕt say Ònaïve” Ð"),
        ("an Phoblacht na hÉireann", "PhoblacÉht"),
        ("привет, мир", "пРИВЕТ, мИР пРИВЕТ"),
        ("6½d. a word; £5; 20° C; §3", "naÃ¯ve cafÃ©s"),
    ],
)
def test_a_text_reads_like_one_where_its_characters_can_stand(right: str, wrong: str) -> None:
    assert legibility(right) == 1
    assert legibility(wrong) < 0.9


def test_control_characters_are_never_legible() -> None:
    assert legibility("Latin‑1 \x93read as such\x94") == 0


@given(st.text(), st.sampled_from(["utf-8", "utf-16", "utf-32"]), st.sampled_from([None, "latin1", "gbk", "x"]))
def test_any_text_in_unicode_comes_back(text: str, codec: str, declared: str | None) -> None:
    if "\0" in text or "\ufeff" in text[:1] or (declared == "gbk" and codec == "utf-8") or "\x1b$" in text:
        return
    try:
        content = text.encode(codec)
    except UnicodeEncodeError:
        return
    assert decode("a.txt", content, declared) == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "shift_jis", "utf-16", "hz", "utf-7"]))
def test_any_bytes_give_a_text_without_replacement_characters_or_a_refusal(
    content: bytes, declared: str | None
) -> None:
    try:
        text = decode("a.txt", content, declared)
    except DocumentRefused:
        return
    assert "\0" not in text
    assert "\r" not in text
    assert "\ufffd" not in text or b"\xef\xbf\xbd" in content or b"\xff\xfd" in content or b"\xfd\xff" in content


@pytest.mark.real_data
@pytest.mark.skipif(not FOLDER.exists(), reason="the collection of encodings is not part of the project")
def test_wild_files_are_decoded_as_the_set_in_their_name_says() -> None:
    files = sorted(FOLDER.iterdir())
    wrong = []
    for file in files:
        content = file.read_bytes()
        expected = content.decode(file.name.split("__")[1]).replace("\r\n", "\n").replace("\r", "\n")
        if decode(file.name, content, declared_in(content)) != expected:
            wrong.append(file.name)
    assert len(wrong) <= 0.05 * len(files), wrong
