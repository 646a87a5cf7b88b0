# Was neben Zitaten steht, in Discord und im Terminal.

no-answer = Dazu habe ich im Archiv keine Antwort gefunden.
nearest = Die nächstliegenden Stellen:
nearest-about = Die nächstliegende Stelle handelt von { $about }.
about = Zweifelhaft ({ $percent } %): Hier geht es um { $about }, nicht um das, wonach du fragst.
searched-for = Gesucht wurde: { $text }
follow-up = Gelesen als Nachfrage zu „{ $text }“
did-you-mean = Meintest du „{ $question }“?

likelihood-almost-certain = Fast sicher die Antwort ({ $percent } %)
likelihood-very-likely = Sehr wahrscheinlich die Antwort ({ $percent } %)
likelihood-likely = Wahrscheinlich die Antwort ({ $percent } %)
likelihood-doubtful = Zweifelhaft, aber vielleicht die Antwort ({ $percent } %)
likelihood-unlikely = Wohl nicht die Antwort ({ $percent } %)

# Wessen Worte ein Zitat enthält, wenn es nicht die des Autors sind.
words-of = Worte von { $speaker }.
words-of-against = Worte von { $speaker }, nicht von { $author }.
words-of-editor = Worte eines Herausgebers.
words-of-editor-against = Worte eines Herausgebers, nicht von { $author }.
words-quoted = Worte von { $speaker }, zitiert.
words-quoted-by = Worte von { $speaker }, zitiert von { $author }.
words-quoted-unnamed = Zitierte Worte. Von wem, sagt das Dokument nicht.
words-quoted-unnamed-against = Zitierte Worte, nicht von { $author }. Von wem, sagt das Dokument nicht.
words-in-footnote = Eine Fußnote von { $speaker }.
words-in-footnote-unnamed = Eine Fußnote. Von wem, sagt das Dokument nicht.
words-in-note = Eine Anmerkung von { $speaker }.
words-in-note-against = Eine Anmerkung von { $speaker }, nicht von { $author }.
words-of-document = Angaben des Dokuments über sich selbst.
words-of-document-against = Angaben des Dokuments über sich selbst, nicht von { $author }.
words-unattributed = Von wem diese Worte sind, sagt das Dokument nicht.
the-editors-of = der Redaktion von { $publication }

# Wo ein Zitat steht.
section = Abschnitt „{ $title }“
same-document = Dasselbe Dokument
also-in = Auch in { $places }.
and-more = { $count } weiteren
and = { $first } und { $last }

# Wo ein Dokument sich widerspricht.
also-says = Das Dokument sagt auch: { $others }.
also-says-author = Das Dokument nennt als Autor auch: { $others }.
also-says-editor = Das Dokument nennt als Herausgeber auch: { $others }.
also-says-translator = Das Dokument nennt als Übersetzer auch: { $others }.
also-says-transcriber = Das Dokument nennt als Bearbeiter der Abschrift auch: { $others }.
also-says-title = Das Dokument nennt als Titel auch: { $others }.
also-says-container-title = Das Dokument nennt als Publikation auch: { $others }.
also-says-volume = Das Dokument nennt als Band auch: { $others }.
also-says-issue = Das Dokument nennt als Ausgabe auch: { $others }.
also-says-page = Das Dokument nennt als Seite auch: { $others }.
also-says-url = Das Dokument nennt als Adresse auch: { $others }.

origin-sidecar = Begleitdatei
origin-front-matter = Kopfdaten der Datei
origin-label = beschriftete Zeile
origin-source-line = Quellenzeile
origin-byline = Autorenzeile
origin-title-line = Titelzeile
origin-credit-line = Zeile der Mitwirkenden
origin-date-line = Datumszeile
origin-header = Seitenkopf
origin-running-head = Kolumnentitel
origin-heading = erste Überschrift
origin-json-ld = JSON-LD
origin-meta-tag = Meta-Angabe
origin-mail-header = Kopf der E-Mail
origin-properties = Eigenschaften der Datei
origin-folder = Name des Ordners
origin-site = Name der Website

# Was nicht in eine Nachricht passt.
passage-too-long = Diese Stelle ist zu lang für die Nachricht. „Kontext“ zeigt sie ganz.
left-out =
    { $count ->
        [one] Eine weitere Stelle passte nicht mehr hinein. „Mehr“ zeigt sie.
       *[other] { $count } weitere Stellen passten nicht mehr hinein. „Mehr“ zeigt sie.
    }

button-context = Kontext
button-cite = Zitieren
button-source = Quelle
button-more = Mehr
button-nearest = Nächstliegende Stellen
button-again = Noch einmal fragen
button-back = ◀ Zurück
button-to-quote = Zum Zitat
button-on = Weiter ▶
button-forget = Vergessen

# Wie lange es gedauert hat.
span-ms = { $milliseconds } ms
span-seconds = { NUMBER($seconds, minimumFractionDigits: 1, maximumFractionDigits: 1) } s
span-minutes = { $minutes } min { $seconds } s

# Was um ein Zitat herum steht.
place-characters = { $document }, Zeichen { NUMBER($start, useGrouping: 0) }–{ NUMBER($end, useGrouping: 0) }
place-page = Seite { $page }
place-pages = Seiten { $first }–{ $last }
place-paragraph = Absatz { $number } von { $count }
place-paragraphs = Absätze { $first }–{ $last } von { $count }
document-changed = Das Dokument hat sich seit dieser Antwort geändert. Genau diese Worte stehen aber noch darin.
page-missing = So weit reicht das Dokument nicht mehr. Drücke unter der Antwort noch einmal auf „Kontext“.

# Quellenangaben.
style-short = Kurze Zeile
style-full = Ausführliche Zeile
style-mla = MLA (9. Auflage), Literaturverzeichnis
style-mla-in-text = MLA (9. Auflage), im Text
style-chicago-notes = Chicago (18. Auflage), Anmerkung
style-chicago-bibliography = Chicago (18. Auflage), Literaturverzeichnis
style-apa = APA (7. Auflage), Literaturverzeichnis
style-apa-in-text = APA (7. Auflage), im Text
style-bibtex = BibTeX
style-ris = RIS
style-csl-json = CSL-JSON
citation-too-long = Diese Quellenangabe ist zu lang für eine Nachricht. Wähle einen anderen Stil.

# Weitere Stellen.
further-passages = Weitere Stellen zu: { $question }
nearest-passages = Nächstliegende Stellen zu: { $question }
nothing-further = Zu dieser Frage hat das Archiv keine weitere Stelle.

# Stimmen.
vote-up = Notiert: hilfreich. Nochmals drücken nimmt es zurück. Niemand sieht, wer abstimmt.
vote-down = Notiert: nicht hilfreich. Nochmals drücken nimmt es zurück. Niemand sieht, wer abstimmt.
vote-none = Deine Stimme ist zurückgenommen.

# Was aus einer Antwort geworden ist.
answer-forgotten = Diese Antwort kenne ich nicht mehr, deshalb gehen ihre Knöpfe nicht. Bitte frag noch einmal.
archive-changed = Das Archiv hat sich seit dieser Antwort geändert. So, wie sie zitiert sind, stehen diese Worte nicht mehr darin.
