# What is said beside quotes, in Discord and on a terminal.

no-answer = I found no answer to this in the archive.
nearest = The nearest passages:
nearest-about = The nearest passage is about { $about }.
about = Doubtful ({ $percent }%): this is about { $about }, not the one you asked about.
searched-for = Searched for: { $text }
follow-up = Read as a follow-up to “{ $text }”
did-you-mean = Did you mean “{ $question }”?

likelihood-almost-certain = Almost certainly the answer ({ $percent }%)
likelihood-very-likely = Very likely the answer ({ $percent }%)
likelihood-likely = Likely the answer ({ $percent }%)
likelihood-doubtful = Doubtful, but perhaps the answer ({ $percent }%)
likelihood-unlikely = Probably not the answer ({ $percent }%)

# Whose words a quote holds, where they are not its author's.
words-of = Words of { $speaker }.
words-of-against = Words of { $speaker }, not of { $author }.
words-of-editor = Words of an editor.
words-of-editor-against = Words of an editor, not of { $author }.
words-quoted = Words of { $speaker }, quoted.
words-quoted-by = Words of { $speaker }, quoted by { $author }.
words-quoted-unnamed = Quoted words; the document does not say whose.
words-quoted-unnamed-against = Quoted words, not words of { $author }; the document does not say whose.
words-in-footnote = A footnote by { $speaker }.
words-in-footnote-unnamed = A footnote; the document does not say by whom.
words-in-note = A note by { $speaker }.
words-in-note-against = A note by { $speaker }, not words of { $author }.
words-of-document = What the document says about itself.
words-of-document-against = What the document says about itself, not words of { $author }.
words-unattributed = The document does not say whose words these are.
the-editors-of = the editors of { $publication }

# Where a quote stands.
section = Section “{ $title }”
same-document = Same document
also-in = Also in { $places }.
and-more = { $count } more
and = { $first } and { $last }

# Where a document contradicts itself.
also-says = The document also says: { $others }.
also-says-author = The document also gives its author as: { $others }.
also-says-editor = The document also gives its editor as: { $others }.
also-says-translator = The document also gives its translator as: { $others }.
also-says-transcriber = The document also gives its transcriber as: { $others }.
also-says-title = The document also gives its title as: { $others }.
also-says-container-title = The document also gives the publication as: { $others }.
also-says-volume = The document also gives the volume as: { $others }.
also-says-issue = The document also gives the issue as: { $others }.
also-says-page = The document also gives the page as: { $others }.
also-says-url = The document also gives its address as: { $others }.

origin-sidecar = sidecar file
origin-front-matter = front matter
origin-label = labelled line
origin-source-line = source line
origin-byline = byline
origin-title-line = title line
origin-credit-line = credit line
origin-date-line = date line
origin-header = page header
origin-running-head = running head
origin-heading = first heading
origin-json-ld = JSON-LD
origin-meta-tag = meta tag
origin-mail-header = mail header
origin-properties = document properties
origin-folder = folder name
origin-site = site name

# What does not fit into a message.
passage-too-long = This passage is too long to show here. “Context” shows all of it.
left-out =
    { $count ->
        [one] One more passage did not fit. “More” shows it.
       *[other] { $count } more passages did not fit. “More” shows them.
    }

button-context = Context
button-cite = Cite
button-source = Source
button-more = More
button-nearest = Nearest passages
button-again = Ask again
button-back = ◀ Back
button-to-quote = The quote
button-on = Forward ▶
button-forget = Forget

# How long it took.
span-ms = { $milliseconds } ms
span-seconds = { NUMBER($seconds, minimumFractionDigits: 1, maximumFractionDigits: 1) } s
span-minutes = { $minutes } min { $seconds } s

# What stands around a quote.
place-characters = { $document }, characters { NUMBER($start, useGrouping: 0) }–{ NUMBER($end, useGrouping: 0) }
place-page = Page { $page }
place-pages = Pages { $first }–{ $last }
place-paragraph = Paragraph { $number } of { $count }
place-paragraphs = Paragraphs { $first }–{ $last } of { $count }
document-changed = The document has changed since this answer, but it still has these exact words.
page-missing = The document no longer goes that far. Press “Context” below the answer again.

# Citations.
style-short = Short line
style-full = Full line
style-mla = MLA (9th edition), works cited
style-mla-in-text = MLA (9th edition), in the text
style-chicago-notes = Chicago (18th edition), note
style-chicago-bibliography = Chicago (18th edition), bibliography
style-apa = APA (7th edition), reference
style-apa-in-text = APA (7th edition), in the text
style-bibtex = BibTeX
style-ris = RIS
style-csl-json = CSL-JSON
citation-too-long = This citation is too long for a message. Choose another style.

# Further passages.
further-passages = More passages on: { $question }
nearest-passages = Nearest passages to: { $question }
nothing-further = The archive has no more passages on this question.

# Votes.
vote-up = Noted: helpful. Press again to undo. Nobody sees who votes.
vote-down = Noted: not helpful. Press again to undo. Nobody sees who votes.
vote-none = Your vote is withdrawn.

# What became of an answer.
answer-forgotten = I no longer remember this answer, so its buttons do not work. Please ask again.
archive-changed = The archive has changed since this answer and no longer has these words as quoted.
