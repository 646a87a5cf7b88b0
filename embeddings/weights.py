"""Every number that decides what is found and in which order, and what each was chosen on.

An engine carries them, so another choice is `dataclasses.replace` away (`tests/benchmarks/ablation.py`; what each
part is worth stands beside the benchmarks). What only keeps work within bounds stays where the work is done.
Nothing here needs a new index: what does (passages, windows, what is written into the full text) is set with the
index.

First-stage scores are those of `Fusion`, of which the best passages have about 0.7; logits are the
cross-encoder's.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Spelling:
    """What a word that the archive lacks may have been meant to be: by judgement, held against mistyped questions.

    How likely a form is, is counted in natural logarithms: a word in e times as many passages makes up for half of
    what one edit costs.
    """

    shortest: int = 4  # letters from which one edit is forgiven
    long: int = 8  # and two
    edit: float = 5.0
    first_letter: float = 2.5  # more, for a wrong first letter: the rarest of mistakes
    forms: int = 3  # that are searched for; with 0 nothing is respelled
    least_share: float = 0.25  # of the likeliest form's weight
    doubt: float = 0.7  # a guess counts less than a word that was typed as it stands
    seldom: int = 100  # passages; a word in more is not taken for two


@dataclass(frozen=True, slots=True)
class Words:
    """The lexical half."""

    context: float = 0.7  # title, section, author and year count for a passage, but less than its own words
    phrase: float = 2.0  # what stands in quotation marks, against a word; like `context`, by judgement
    piece: int = 6  # words of a long quotation that stands nowhere whole, being misremembered or parted
    step: int = 3  # words from one such piece to the next
    spelling: Spelling = field(default_factory=Spelling)


@dataclass(frozen=True, slots=True)
class Fusion:
    """How the dense and the lexical half make one ranking."""

    dense: float = 0.65  # of 1; flat between 0.6 and 0.7 on every development set
    windows: int = 150  # candidates of the dense half
    passages: int = 100  # candidates of the lexical half; each brings its windows
    looked_at: int = 60  # of what both found; a quote may be made of any, and of no other


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a question prefers without excluding the rest, in first-stage score; by judgement, worth as said."""

    author: float = 0.2  # an author's own words come before words about the author, unless those answer far better
    dated: float = 0.04  # a document of the year that is named
    # A work by its title, unless an author is asked for who did not write it; 1.7 of HIT@3 on `fairytaleqa`.
    named: float = 0.2
    of_work: float = 0.6  # "which issue?" is answered by the head however well a text speaks of the rest
    less_of_work: float = 0.05  # by each line that says it as well, or says more likely what is asked
    # A title speaks of everything its text answers, and answers nothing; of use where there is no cross-encoder.
    head: float = -0.25


@dataclass(frozen=True, slots=True)
class Works:
    """Where a question about a work is answered: "which issue is this from?"."""

    meant: int = 2  # works that may be
    heads: int = 4  # windows of a work's head; a head is short
    unfound: float = 0.0  # first-stage score of what the first stage did not find itself


@dataclass(frozen=True, slots=True)
class Reranking:
    """What the cross-encoder reads, and what else counts in logits."""

    # What a first-stage score of 1 is worth: flat between 8 and 12 but on tales, which want less.
    first_stage: float = 10.0
    preference: float = 25.0  # and a preference of 1
    # Share of a follow-up's own words in its order, beside those with its subject. Of `mtrag`'s, 81 in 100 have a
    # right passage first with both alike, 77 and 75 with either alone.
    own_words: float = 0.5
    # Characters of what a passage is read under: "he" and "this strike" mean nothing alone. Worth 4 points of
    # HIT@1 on `mia_dev`, 3 on `fairytaleqa`.
    author_read: int = 60
    title_read: int = 100
    section_read: int = 80
    # Of the best passage each sentence is read alone, and of the next that are `near` in rank, `close` in all:
    # their best sentence then counts a `sentence` of its logit. Worth 2 to 5 points of HIT@1 on `mia_dev`, `doqa`,
    # `squad2`, `manuals` and `swapped`, none on `clapnq`, `govuk` and `xquad_en`, whichever of them it is chosen
    # on; three tenths more passages are looked at for it, and all of three bring no more.
    close: int = 3
    near: float = 2.0
    sentence: float = 0.5
    # Nothing further is read once a passage answers so well that the next one would need more than `lead` in
    # logits to overtake it, and `surprise` more than any other that was read has; more yet where the question
    # names a work, for every passage of it pleases. Half of the reading is saved on the development sets, and no
    # first quote is lost; a right one among the first three is for one question in 200 of `xquad_en`.
    lead: float = 4.5
    surprise: float = 2.0
    surprise_of_named: float = 3.5
    # Passages that are read however long it takes, and the sentences of the best: on a busy machine an answer is
    # rather late than bad.
    least: int = 4
    passages_share: float = 0.75  # of the time; the rest is for the sentences, without which a quote is misplaced


@dataclass(frozen=True, slots=True)
class Questions:
    """How much of a question is understood before it is searched for."""

    understood: bool = True  # 10 points of HIT@1 on `mia_dev`, 8 on `fairytaleqa`
    # Searched for without the title of its work as well, which stands over every passage of it: 2 points of HIT@1
    # on `fairytaleqa`, 7 of HIT@3.
    untitled: bool = True
    # Characters from which a cross-encoder reads the sentence that asks alone: with a scenario of some sentences
    # before it HIT@1 on `govuk` is 35, without it 79. Sets of short questions have none as long.
    long: int = 150


@dataclass(frozen=True, slots=True)
class FollowUps:
    """What a question takes over from its conversation; chosen on half of `mtrag` and of `cast2019`.

    All of it is worth 10 points of HIT@1 on `mia_dev` (`tests/benchmarks/follow_ups.py` has the other sets).
    """

    few_words: int = 4  # of content: a question with no more, and no name, seldom stands alone in mid-conversation
    subjects: int = 3
    names: int = 2  # of the last answer
    answer_read: int = 240  # characters: a name further on in an answer is seldom its point
    subject_words: int = 10  # of content
    # What a short question's best cosine must gain by what is carried over to it.
    gain: float = 0.02
    # By how much a question must be nearer to a topic than any of some questions are that have nothing to do with
    # each other. Of questions of the same conversation 78 (`cast2019`) and 76 in 100 (`mtrag`) pass for related,
    # of those of other conversations 11 and 13; of questions from one small archive, all on one subject, 23.
    related: float = 0.0


@dataclass(frozen=True, slots=True)
class Editions:
    """When two texts are one: each is quoted once. By judgement; labels that know one edition see no gain."""

    run: int = 4  # words that are compared at a time
    contained: float = 0.7  # share of a text's runs that another must hold
    shortest: int = 10  # words; of fewer, any two are soon alike


@dataclass(frozen=True, slots=True)
class Tight:
    """How far a short quote goes beyond the sentence that answers best, in logits.

    Chosen on the mean of eight development sets, flat around each: F1 of the first quote 63 with none of it and 62
    with all, for 3 to 4 points more of HIT@1.
    """

    company: float = 0.3  # of the mean logit of the sentences beside it; windows read alone do no better
    far: float = 6.0  # below its own, no further is counted
    rival: float = 2.0  # a sentence so near to the best is taken in
    characters: int = (
        350  # that it may make the quote, with what stands between; and what it takes to be understood
    )
    rise: float = 1.0  # what a sentence more must bring to all of them together
    sure: float = 4.0  # a best sentence above it is not tried with others: it rarely gains
    sentences: int = 4
    grown: int = 600  # characters that they may make


@dataclass(frozen=True, slots=True)
class Quoting:
    """How far a quote grows; by judgement, from reading quotes."""

    tight: Tight = field(default_factory=Tight)
    enough: int = 500  # characters of a quote that goes on to no further paragraph
    reach: int = 2  # passages on either side that a quote may grow into
    item: int = 200  # characters of a paragraph that may be one of a list
    overlap: float = 0.5  # share of what was found that may be quoted already
    editions: Editions = field(default_factory=Editions)


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model of how likely an answer is right, by the signals of `retrieval.confidence`."""

    intercept: float
    relevance: float = 0.0
    cosine: float = 0.0
    score: float = 0.0
    coverage: float = 0.0
    unknown: float = 0.0
    missing: float = 0.0


@dataclass(frozen=True, slots=True)
class Confidence:
    """One model for quotes whose passages the cross-encoder read, one for the rest and for what asks nothing.

    Fitted on 979 labelled questions of nine sets, answerable and not, every set weighing the same, by
    `tests/benchmarks/fit_confidence.py`, which rewrites the lines between the marks. With each set left out in
    turn the calibration error is 0.055 and 0.049, the AUROC of right answers against others 0.781 and 0.774.
    """

    # fitted
    reranked: Logistic = Logistic(
        intercept=-1.6196, relevance=0.1802, cosine=2.5755, unknown=-0.263, missing=-1.1185
    )
    first_stage: Logistic = Logistic(
        intercept=-5.0939, cosine=0.9155, score=6.0064, coverage=1.1783, unknown=-1.0818, missing=-1.1404
    )
    # /fitted
    # Of quotes in another language than English, or to a question in another: see `models.comparing`. How likely
    # the archive answers, fitted on 749 questions of `xquad` in six languages by `tests/benchmarks/languages.py`.
    compared: Logistic = Logistic(intercept=0.767, relevance=0.5, cosine=3.543, unknown=-0.679)
    # A quote less likely than the likeliest by more is not shown beside it: that loses 0.4 of HIT@3 on nine sets.
    behind: float = 0.15


@dataclass(frozen=True, slots=True)
class Weights:
    """All of them, by the stage they belong to."""

    questions: Questions = field(default_factory=Questions)
    follow_ups: FollowUps = field(default_factory=FollowUps)
    words: Words = field(default_factory=Words)
    fusion: Fusion = field(default_factory=Fusion)
    works: Works = field(default_factory=Works)
    preferences: Preferences = field(default_factory=Preferences)
    reranking: Reranking = field(default_factory=Reranking)
    quoting: Quoting = field(default_factory=Quoting)
    confidence: Confidence = field(default_factory=Confidence)


SHIPPED = Weights()
