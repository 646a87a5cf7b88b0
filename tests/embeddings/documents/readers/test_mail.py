from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.documents.document import BlockKind, Document, check
from embeddings.documents.readers.mail import MailReader
from embeddings.documents.record.record import Origin
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.settings import ReadingSettings

FOLDER = Path(__file__).parents[5] / "shared" / "data" / "formats" / "eml"
P, M, Q = BlockKind.PARAGRAPH, BlockKind.METADATA, BlockKind.QUOTATION
HEADERS = "From: Anna Berg <anna@example.org>\nTo: jo@example.org\nDate: Tue, 12 Sep 2000\nSubject: The fund\n"


def read(content: str | bytes) -> Document:
    document = MailReader().read(
        "a.eml", content if isinstance(content, bytes) else content.encode(), ReadingSettings()
    )
    check(document)
    return document


def body(content: str | bytes) -> list[tuple[BlockKind, str]]:
    document = read(content)
    assert document.blocks[0].kind is M
    return [(block.kind, document.slice(block)) for block in document.blocks[1:]]


def test_the_headers_people_ask_for_stand_over_the_body_and_are_stated() -> None:
    document = read(f"X-Other: no\nMessage-ID: <1@x>\n{HEADERS}\nHello Jo,\n\nthe fund is low.\n")
    assert document.text == HEADERS.rstrip() + "\n\nHello Jo,\n\nthe fund is low."
    assert [(one.key, one.value) for one in document.statements] == [
        ("from", "Anna Berg <anna@example.org>"),
        ("to", "jo@example.org"),
        ("date", "Tue, 12 Sep 2000"),
        ("subject", "The fund"),
        ("message-id", "<1@x>"),
    ]
    assert {one.origin for one in document.statements} == {Origin.MAIL_HEADER}
    assert [(block.kind, block.number) for block in document.blocks] == [(M, None), (P, 1), (P, 2)]
    assert document.head == ()


def test_headers_are_decoded_whatever_they_are_written_in() -> None:
    content = (
        b"From: =?utf-8?q?J=C3=B6rg?= =?utf-8?b?IEzDtndl?= <j@x>\nSubject: =?windows-1255?B?UkU6IPns5e0=?=\n"
        b"To: Fr\xc3\xa9d\xc3\xa9ric,\n\tLo\xc3\xafs\nOrganization: =?iso-8859-1?q?=93Stone=94?=\n\nx"
    )
    assert {one.key: one.value for one in read(content).statements} == {
        "from": "Jörg Löwe <j@x>",
        "subject": "RE: שלום",
        "to": "Frédéric, Loïs",
        "organization": "“Stone”",
    }


def test_a_header_that_cannot_be_decoded_is_left_out() -> None:
    assert [one.key for one in read(b"Subject: =?utf-8?b?/////w==?=\nDate: 1 May 1911\n\nwords").statements] == [
        "date"
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("One.\n\n> Two\n>\n> three\nFour.\n", [(P, "One."), (Q, "> Two\n>\n> three"), (P, "Four.")]),
        ("One.\n-- \nAnna\nHollin Press\n\ntel. 7\n", [(P, "One."), (M, "--\nAnna\nHollin Press"), (M, "tel. 7")]),
        ("- one\n- two\n\n1. three", [(BlockKind.LIST_ITEM, "- one"), (BlockKind.LIST_ITEM, "- two"), (BlockKind.LIST_ITEM, "1. three")]),
        ("One.\n\n* * *\n\nTwo.", [(P, "One."), (BlockKind.BREAK, "* * *"), (P, "Two.")]),
        ("Yes.\n\n-----Original Message-----\nFrom: Jo\n\nWould you?\n", [
            (P, "Yes."), (M, "-----Original Message-----\nFrom: Jo"), (Q, "Would you?"),
        ]),
        ("Yes.\n--\nAnna\n\nFrom: Jo\nSent: Monday\nSubject: Fund\n\nWould you?\n", [
            (P, "Yes."), (M, "--\nAnna"), (M, "From: Jo\nSent: Monday\nSubject: Fund"), (Q, "Would you?"),
        ]),
        ("From: here to there.\nTo: be sure.\n", [(P, "From: here to there.\nTo: be sure.")]),
    ],
)  # fmt: skip
def test_whose_words_stand_in_a_plain_body_is_told(source: str, expected: list[tuple[BlockKind, str]]) -> None:
    assert body(f"{HEADERS}\n{source}") == expected


def test_lines_that_were_broken_for_sending_only_are_joined() -> None:
    flowed = "Content-Type: text/plain; format=flowed\n\nThe fund \nis low.\n> And \n> so on.\n > not quoted\n-- \nAnna\n"
    assert body(HEADERS + flowed) == [
        (P, "The fund is low."),
        (Q, "> And so on."),
        (P, "> not quoted"),
        (M, "--\nAnna"),
    ]


def letter(plain: str | None, html: str | None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Anna <anna@example.org>"
    if plain is not None:
        message.set_content(plain)
    if html is not None and plain is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message


def test_the_plain_form_is_preferred_and_attachments_are_named_not_read() -> None:
    message = letter("Plain words.", "<p>Other words.</p>")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Übersicht.pdf")
    message.add_attachment("secret words", filename="notes.txt")
    document = read(message.as_bytes(policy=SMTP))
    assert [document.slice(block) for block in document.blocks[1:]] == [
        "Plain words.",
        "Attachment: Übersicht.pdf (application/pdf)\nAttachment: notes.txt (text/plain)",
    ]
    assert [one.value for one in document.statements if one.key == "attachment"] == [
        "Übersicht.pdf (application/pdf)",
        "notes.txt (text/plain)",
    ]


@pytest.mark.parametrize("plain", [None, " \n"])
def test_without_plain_words_the_page_is_read(plain: str | None) -> None:
    page = (
        "<style>p {}</style><div>Hello,<br><br>the fund is <b>low</b>.</div><ul><li>Bread</ul>"
        "<blockquote><p>" + "Is there any left in the box? " * 30 + "</p></blockquote>"
        "<div>From: Jo<br>Sent: Monday<br>Subject: Fund</div><p>Well?</p>"
    )
    assert [kind for kind, _ in body(letter(plain, page).as_bytes())] == [P, P, BlockKind.LIST_ITEM, Q, M, Q]


@pytest.mark.parametrize("declared", ["us-ascii", "utf-8", "no-such-set", "iso-8859-1"])
def test_a_body_whose_character_set_is_wrong_is_read_all_the_same(declared: str) -> None:
    text = "The workers’ fund – “a box” – stood in the hall behind the market, and it was empty. " * 3
    head = f"{HEADERS}Content-Type: text/plain; charset={declared}\nContent-Transfer-Encoding: 8bit\n\n".encode()
    assert body(head + text.encode("cp1252")) == [(P, text.strip())]


@pytest.mark.parametrize("encoding", ["quoted-printable", "7bit", "x-unheard-of"])
def test_a_body_that_is_not_encoded_as_it_says_is_no_crash(encoding: str) -> None:
    assert body(f"{HEADERS}Content-Transfer-Encoding: {encoding}\n\nwords=zz and words\n")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no headers here\n\nwords", RefusalReason.BROKEN),
        (b"X-Other: yes\n\nwords", RefusalReason.BROKEN),
        (b"From: a\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n", RefusalReason.ENCRYPTED),
        (b"From: a\nContent-Type: application/pkcs7-mime\n\nx", RefusalReason.ENCRYPTED),
        (b"From: a\n\nwords\0words", RefusalReason.NOT_TEXT),
        (b"From: a\n\n\xff\xd8\xff\x81\x8d\x8f\xfe\xfa", RefusalReason.UNDECODABLE),
        (b"From: a\nContent-Transfer-Encoding: base64\n\nwords=zz and words", RefusalReason.UNDECODABLE),
        (b"From: a\n" + b"Content-Type: message/rfc822\n\n" * 3_000, RefusalReason.BROKEN),
        (b"From: a\n" + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(80)),
         RefusalReason.BROKEN),
    ],
    ids=range(9),
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason(content: bytes, reason: RefusalReason) -> None:
    with pytest.raises(DocumentRefused) as caught:
        read(content)
    assert caught.value.reason == reason


@pytest.mark.parametrize("hostile", ["(", '"', "a,", "<", "\\", "=?utf-8?q?a?= ", "=?", "a:b,"])
def test_headers_that_take_others_quadratic_time_are_read(hostile: str) -> None:
    assert body(f"From: {hostile * 30_000}\nSubject: x\nContent-Type: text/plain; {hostile * 10_000}\n\nwords")[
        -1
    ] == (
        P,
        "words",
    )


LINES = st.sampled_from(
    ["From: a", "To: =?utf-8?b?w6k=?=", "Subject: =?x?q?=80?=", "Date: 1", " folded", "", "words", "> words", "-- ",
     "Content-Type: text/html", "Content-Type: multipart/alternative; boundary=b", "--b", "--b--", "\u00e9\ufeff",
     "Content-Type: text/plain; charset=utf-7; format=flowed", "Content-Transfer-Encoding: base64", "w6k=", "<p>x",
     "Content-Disposition: attachment; filename*=utf-8''%c3%a9", "-----Original Message-----", "From: a\nTo: b\nCc: c",
     "Content-Type: message/rfc822", "Content-Type: text/plain; charset*=a'b'c", "begin 666 a", "=C3=A9=", "+ADw-"]
)  # fmt: skip


@given(st.lists(LINES, max_size=20).map("\n".join))
def test_any_lines_give_a_sound_document_or_a_refusal(source: str) -> None:
    try:
        read(f"From: a\n{source}")
    except DocumentRefused as refused:
        assert refused.document == "a.eml"


@given(st.binary(max_size=300))
def test_any_bytes_give_a_sound_document_or_a_refusal(content: bytes) -> None:
    for source in (content, b"From: a\n" + content, b"From: a\n\n" + content):
        try:
            read(source)
        except DocumentRefused as refused:
            assert refused.document == "a.eml"


@pytest.mark.real_data
@pytest.mark.skipif(not FOLDER.exists(), reason="the wild mails are not part of the project")
def test_wild_mails_are_read_with_their_senders() -> None:
    for file in sorted(FOLDER.iterdir()):
        document = read(file.read_bytes())
        assert {"from", "to", "subject", "date"} <= {one.key for one in document.statements}, file.name
        assert any(block.kind is P for block in document.blocks), file.name
