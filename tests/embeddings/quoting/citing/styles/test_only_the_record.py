"""Whatever fields a record holds, a line in any style is well formed and holds nothing else."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from embeddings.documents.document import Role
from embeddings.quoting.citing.styles import FORMATS
from embeddings.quoting.citing.styles.composing import render
from embeddings.quoting.quote import Locator

STYLES = [name for name, known in FORMATS.items() if not known.is_data]
TYPES = (
    "article-newspaper", "article-magazine", "article-journal", "book", "pamphlet", "report", "chapter", "thesis",
    "webpage", "personal_communication", "manuscript", "document", "entry-encyclopedia", "speech",
)  # fmt: skip

WORDS = st.text(alphabet="bcdfghjklmnpqrstvwxz", min_size=4, max_size=8)
PHRASES = st.lists(WORDS, min_size=1, max_size=4).map(lambda words: " ".join(words).capitalize())
TITLES = st.tuples(PHRASES, st.sampled_from(["", "?", "!", ".", " – Zyx", ": Zyx", ",", " ..."])).map("".join)
PERSON = st.fixed_dictionaries({"family": WORDS.map(str.title), "given": PHRASES.map(str.title)})
NAMES = st.lists(st.one_of(PERSON, st.fixed_dictionaries({"literal": PHRASES})), min_size=1, max_size=4)
DAY = st.tuples(st.integers(1800, 2000), st.integers(1, 12), st.integers(1, 28))
PARTS = st.tuples(DAY, st.integers(1, 3)).map(lambda pair: list(pair[0][: pair[1]]))
DATES = st.fixed_dictionaries(
    {"date-parts": st.lists(PARTS, min_size=1, max_size=2)},
    optional={"season": st.sampled_from([1, 2, 3, 4, "Fall"]), "circa": st.just(value=True)},
)
NUMBERS = st.sampled_from(["7", "X", "41", "12-13", "102-106", "A", "xiv"])
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "author": NAMES,
    "editor": NAMES,
    "translator": NAMES,
    "recipient": NAMES,
    "title": TITLES,
    "container-title": TITLES,
    "volume": NUMBERS,
    "issue": NUMBERS,
    "page": NUMBERS,
    "publisher": PHRASES,
    "publisher-place": PHRASES,
    "edition": st.sampled_from(["2", "rev."]),
    "genre": PHRASES,
    "archive": PHRASES,
    "issued": DATES,
    "original-date": DATES,
    "URL": st.just("https://example.org/page"),
    "DOI": st.just("10.5555/abc.1"),
}
PEOPLE = ("author", "editor", "translator", "recipient")
PARTS_OF_FIELDS = ["family", "given", "literal", "date-parts", "season", "circa", "other"]
RECORDS = st.fixed_dictionaries(
    {"id": st.just("qqqq.txt"), "type": st.sampled_from(TYPES)},
    optional=FIELDS,
)
LOCATORS = st.builds(
    Locator,
    st.none() | st.sampled_from(["6", "12-13"]),
    st.none() | st.just(4),
    st.none() | st.just(9),
    st.none() | PHRASES,
)
VOICES = st.fixed_dictionaries(
    {"role": st.sampled_from(list(Role)), "speaker": st.none() | PHRASES, "opening": st.booleans()}
)

MONTHS = (
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Aug Sept Oct Nov Dec Spring Summer Autumn Winter Fall spring summer autumn winter fall"
)
# Every word a style may add, by its manual; a word that is none of these must be the record's.
OWN = (
    "A An By Ca Circa Delivered Ed Edited Editor Eds Editors Footnote In Introduction Letter No Original Quoted "
    "Received Trans Translated Vol Written and as by ca c cited circa delivered ed edited editor editors eds "
    "et al in introduction letter n d no p par para paras pars pp published qtd quoted sec section to trans "
    "translated under vol work written https doi org"
)


# What no line may hold: marks that follow one another, that stand loose, or that hold nothing.
MALFORMED = re.compile(
    r"  |\(\)|\[\]|“”|\.\.|,,|, ,|,\.|\. \.|;;|: ?[,.;:]|[(\[“] | [,.;:)\]?!”]|[([] ?[,;]|\bNone\b"
)


def words(value: Any) -> set[str]:
    """Return the words of all strings and numbers in a value, in lower case."""
    if isinstance(value, dict):
        return set().union(*(words(inner) for inner in value.values()))
    if isinstance(value, list | tuple):
        return set().union(*(words(inner) for inner in value))
    return set(re.findall(r"\w+", str(value).lower()))


def allowed(record: dict[str, Any], locator: Locator, speaker: str | None) -> set[str]:
    """Return every word that a citation may hold: an initial, a shortened figure and a decoded numeral too."""
    fields = {name: value for name, value in record.items() if name != "type"}
    known = words(fields) | words(OWN) | words(MONTHS) | words([locator.page, locator.section, speaker, 4, 9])
    people = [person for field in PEOPLE for person in record.get(field, [])]
    initials = {word[0] for person in people for word in words(person.get("given", ""))}
    figures = {word for word in known if word.isdigit()}
    return known | initials | {word[-size:] for word in figures for size in (1, 2)} | {"10", "14", "2nd"}


@given(record=RECORDS, locator=LOCATORS, voice=VOICES)
def test_no_mark_is_doubled_or_left_dangling(
    record: dict[str, Any], locator: Locator, voice: dict[str, Any]
) -> None:
    for name in STYLES:
        line = render(record, locator, style=name, **voice)
        # An ellipsis of the record's and the full stop of an abbreviation before a comma are as they should be.
        bare = re.sub(r" ?\.\.\.|\. \. \.", "", line)
        bare = re.sub(r"\b(al|eds?|Eds?|Trans|[A-Z])\.(?=[,;])", r"\1", bare)
        assert not MALFORMED.search(bare), (name, line)
        assert (line.count("("), line.count("“")) == (line.count(")"), line.count("”")), (name, line)
        assert line[0].isalnum() or line[0] in "“([", (name, line)
        assert line[-1] not in ",;:–( ", (name, line)


@given(record=RECORDS, locator=LOCATORS, voice=VOICES)
def test_every_word_is_the_record_s_or_the_style_s(
    record: dict[str, Any], locator: Locator, voice: dict[str, Any]
) -> None:
    for name in STYLES:
        line = render(record, locator, style=name, **voice)
        assert words(line) <= allowed(record, locator, voice["speaker"]), (name, line)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(PARTS_OF_FIELDS), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(record=st.dictionaries(st.sampled_from([*FIELDS, "id", "type", "custom", "transcriber"]), JUNK))
def test_a_record_of_the_wrong_form_still_gives_a_line(record: dict[str, Any]) -> None:
    for name in STYLES:
        assert "\n" not in render(record, style=name)
