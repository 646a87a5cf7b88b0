# The tables and lists of a terminal: places, documents, generations, figures.

size = { MEGABYTES($size) } MB
percent = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }%
percent-exactly = { NUMBER($value, maximumFractionDigits: 4) }%
fraction = { NUMBER($value, minimumFractionDigits: 3, maximumFractionDigits: 3) }
interval = { NUMBER($low, minimumFractionDigits: 1, maximumFractionDigits: 1) }–{ NUMBER($high, minimumFractionDigits: 1, maximumFractionDigits: 1) }
whole = { $count }

# Work under way, before its stage.
work-indexing = Indexing { $folder }
work-indexing-first = Indexing { $folder }, once
work-checking = Checking { $folder }
work-answering = Answering
work-evaluating = Evaluating
work-questions = Questions
work-comparing = Comparing quotes with their files

# `pincite find`.
find-by-author = By author: { $counts }.
find-by-year = By year: { $counts }.
find-nothing = “{ $phrase }” is not in the archive.
find-tally = { $places ->
    [one] { $places } place
   *[other] { $places } places
} in { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
}.
find-hidden = { $hidden ->
    [one] One of them is not shown
   *[other] { $hidden } of them are not shown
}; --most { NUMBER($places, useGrouping: 0) } shows all.
short-page = p. { $page }
short-pages = pp. { $first }–{ $last }
short-paragraph = ¶ { NUMBER($number, useGrouping: 0) }
short-paragraphs = ¶¶ { NUMBER($first, useGrouping: 0) }–{ NUMBER($last, useGrouping: 0) }
short-character = character { $start }

# `pincite verify`.
verified-exact = Exact, to the character, in { $places ->
    [one] { $places } place
   *[other] { $places } places
}.
verified-but-for = Exact in { $places ->
    [one] { $places } place
   *[other] { $places } places
}, but for { $kinds }.
verified-differs = Not word for word. The nearest passage differs: [-this was quoted-] and {"{"}+this is there+{"}"}.
verified-absent = Nothing like it is in the archive.
verified-openly = Exact, but for what the quotation itself marks, in { $places ->
    [one] { $places } place
   *[other] { $places } places
}.
verified-elsewhere = Not there. Word for word it stands elsewhere, in { $places ->
    [one] { $places } place
   *[other] { $places } places
}.
verified-unread = { $count ->
    [one] { $count } file of the folder is
   *[other] { $count } files of the folder are
} not indexed. `pincite reindex` reads what is new.
met-turned = Careful: what was left out or changed says “not” or the like. The meaning may be another.
met-left-out = Left out: “{ $source }”
met-nothing-left-out = The ellipsis stands for nothing.
met-put-in = Put in: { $quoted }
met-replaced = { $quoted } stands for “{ $source }”.
met-others = Also: { $kinds }.
claimed-right = The reference “{ $text }” fits.
claimed-unknown = Whether the reference “{ $text }” fits cannot be told from the archive.
claimed-wrong = The reference “{ $text }” does not fit. { $what }
claimed-author = The words are from { $short }.
claimed-page = They are on { $place }.
claimed-year = The work is { $short }.
convention = { $kind ->
    [bracketed-letter] letters in brackets
    [sic] “sic”
    [note-mark] the mark of a note
    [emphasis] signs of emphasis
    [end-punctuation] the mark at the end
    [inner-quotation-marks] single for double marks, or double for single
    [line-end-hyphen] a word parted at a line's end
   *[paragraph-marks] a mark at each paragraph
}
forgiven = { $kind ->
    [words-parted-at-a-lines-end] words parted at a line's end
    [white-space] white space
    [capitals] capitals
    [quotation-marks] quotation marks
    [dashes] dashes
   *[accents-and-ligatures] accents and ligatures
}

# `pincite generations`, and `pincite reindex --check`.
generation-documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
generation-passages = { $count ->
    [one] { $count } passage
   *[other] { $count } passages
}
generation-current = current
generation-sound = sound
checked-generation = generation
checked-looked-at = looked at
checked-amount = { generation-documents }, { $passages ->
    [one] { $passages } passage
   *[other] { $passages } passages
}, { size } in { $span }
checked-found = found
checked-sound = every checksum and every rule holds

# `pincite show`.
shown-characters = { $count ->
    [one] { $count } character
   *[other] { $count } characters
}
shown-record = What the document says of itself
shown-outline = Outline
shown-nothing = nothing
shown-not-used = not used
shown-more = { $count } more
shown-in-json = --json lists them all
shown-span = { $start }–{ $end }
shown-blocks = { $count } { $kind }
shown-block-numbered = { $kind } { NUMBER($first, useGrouping: 0) }
shown-blocks-numbered = { $kind } { NUMBER($first, useGrouping: 0) }–{ NUMBER($last, useGrouping: 0) }
block-heading = { $count ->
    [one] heading
   *[other] headings
}
block-paragraph = { $count ->
    [one] paragraph
   *[other] paragraphs
}
block-verse = { $count ->
    [one] verse
   *[other] verses
}
block-list-item = { $count ->
    [one] list item
   *[other] list items
}
block-quotation = { $count ->
    [one] quotation
   *[other] quotations
}
block-footnote = { $count ->
    [one] footnote
   *[other] footnotes
}
block-metadata = { $count ->
    [one] metadata line
   *[other] metadata lines
}
block-break = { $count ->
    [one] break
   *[other] breaks
}
block-furniture = { $count ->
    [one] navigation line
   *[other] navigation lines
}
voice-author = author
voice-editor = editor
voice-quoted = quoted
voice-footnote = footnote
voice-transcriber = transcriber
voice-unknown = unknown
voice-editors-of = The editors of { $publication }
field-author = author
field-editor = editor
field-translator = translator
field-transcriber = transcriber
field-title = title
field-container-title = container-title
field-volume = volume
field-issue = issue
field-page = page
field-publisher = publisher
field-issued = issued
field-original-date = original-date
field-url = URL

# `pincite evaluate`: what was asked, and each figure with what it means.
asked = { $questions ->
    [one] { $questions } question
   *[other] { $questions } questions
}: { $parts }
asked-known = { $count } with a known answer
asked-unanswerable = { $count } that cannot be answered
asked-unlabelled = { $count } without a label, which { $count ->
    [one] counts
   *[other] count
} only for time and quotes
asked-strangers = The labels name { $count ->
    [one] { $count } document
   *[other] { $count } documents
} that the archive does not hold ({ $named }); what is there cannot be found.
asked-others = others
figures-finding = Finding
figures-silence = Silence
figures-confidence = Confidence
figures-rest = Quotes, lengths and time
figure-hit1 = HIT@1
    .means = the first quote shows the answer
figure-hit3 = HIT@3
    .means = one of the first three does
figure-hit5 = HIT@5
    .means = one of the first five does
figure-edition1 = edition@1
    .means = as HIT@1, or another edition named under the quote does
figure-edition3 = edition@3
    .means = as HIT@3, likewise
figure-mrr = MRR
    .means = mean of 1 over the rank of the first quote that does
figure-high1 = HIGH@1
    .means = the first quote's highlight meets the answer
figure-f1 = F1@1
    .means = how closely the first quote fits the sentence with the answer
figure-precision = P@1
    .means = of that quote, the part in the sentence
figure-recall = R@1
    .means = of the sentence, the part in that quote
figure-lit = F1H@1
    .means = as F1@1, of the quote's highlights
figure-auroc = AUROC
    .means = confidence ranks an answerable question above another
figure-kept = kept
    .means = answerable questions that were answered
figure-refused = refused
    .means = unanswerable questions that were not
figure-calibration = calibration error
    .means = how far confidence is off the share of right answers
figure-risk = risk
    .means = of the { $share } that were answered, those wrongly
figure-risk-at = risk at { $share }
    .means = wrong, if the surest { $share } were answered
figure-coverage-at = coverage at { $share }
    .means = can be answered with at most { $share } of them wrong
figure-area = AURC
    .means = mean risk over all coverages: the less, the better
figure-first-chars = first quote
    .means = characters of an answer's first quote, median
figure-shown-chars = whole answer
    .means = of all its quotes
figure-silent-chars = no answer
    .means = of what is shown without an answer
figure-verbatim = verbatim
    .means = of { $quotes ->
        [one] { $quotes } quote
       *[other] { $quotes } quotes
    }, those that are word for word in their file
figure-p50 = p50
    .means = half of the answers took no longer
figure-p95 = p95
    .means = nineteen of twenty took no longer; known from { $least } answers on
