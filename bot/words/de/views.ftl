# Die Tabellen und Listen des Terminals: Stellen, Dokumente, Generationen, Kennzahlen.

size = { MEGABYTES($size) } MB
percent = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) } %
percent-exactly = { NUMBER($value, maximumFractionDigits: 4) } %
fraction = { NUMBER($value, minimumFractionDigits: 3, maximumFractionDigits: 3) }
interval = { NUMBER($low, minimumFractionDigits: 1, maximumFractionDigits: 1) }–{ NUMBER($high, minimumFractionDigits: 1, maximumFractionDigits: 1) }
whole = { $count }

# Laufende Arbeit, vor ihrem Schritt.
work-indexing = { $folder } wird eingelesen
work-indexing-first = { $folder } wird erstmals eingelesen
work-checking = { $folder } wird geprüft
work-answering = Antworten
work-evaluating = Auswerten
work-questions = Fragen
work-comparing = Zitate mit ihren Dateien vergleichen

# `pincite find`.
find-by-author = Nach Autor: { $counts }.
find-by-year = Nach Jahr: { $counts }.
find-nothing = „{ $phrase }“ steht nicht im Archiv.
find-tally = { $places ->
    [one] { $places } Stelle
   *[other] { $places } Stellen
} in { $documents ->
    [one] { $documents } Dokument
   *[other] { $documents } Dokumenten
}.
find-hidden = { $hidden ->
    [one] Eine davon fehlt hier
   *[other] { $hidden } davon fehlen hier
}; --most { NUMBER($places, useGrouping: 0) } zeigt alle.
short-page = S. { $page }
short-pages = S. { $first }–{ $last }
short-paragraph = Abs. { NUMBER($number, useGrouping: 0) }
short-paragraphs = Abs. { NUMBER($first, useGrouping: 0) }–{ NUMBER($last, useGrouping: 0) }
short-character = Zeichen { $start }

# `pincite verify`.
verified-exact = Wörtlich, Zeichen für Zeichen, an { $places ->
    [one] { $places } Stelle
   *[other] { $places } Stellen
}.
verified-but-for = Wörtlich an { $places ->
    [one] { $places } Stelle
   *[other] { $places } Stellen
}. Anders sind nur: { $kinds }.
verified-differs = Nicht wörtlich. Die ähnlichste Stelle weicht ab: [-so wurde zitiert-], {"{"}+so steht es da+{"}"}.
verified-absent = Im Archiv steht nichts dergleichen.
verified-openly = Wörtlich bis auf das, was das Zitat selbst kenntlich macht, an { $places ->
    [one] { $places } Stelle
   *[other] { $places } Stellen
}.
verified-elsewhere = Dort nicht. Wörtlich steht es anderswo, an { $places ->
    [one] { $places } Stelle
   *[other] { $places } Stellen
}.
verified-unread = { $count ->
    [one] { $count } Datei des Ordners ist
   *[other] { $count } Dateien des Ordners sind
} nicht im Index. `pincite reindex` liest, was neu ist.
met-turned = Vorsicht: Was ausgelassen oder geändert wurde, verneint etwas. Der Sinn kann ein anderer sein.
met-left-out = Ausgelassen: „{ $source }“
met-nothing-left-out = Die Auslassungspunkte stehen für nichts.
met-put-in = Eingefügt: { $quoted }
met-replaced = { $quoted } steht für „{ $source }“.
met-others = Außerdem: { $kinds }.
claimed-right = Der Beleg „{ $text }“ stimmt.
claimed-unknown = Ob der Beleg „{ $text }“ stimmt, lässt sich aus dem Archiv nicht sagen.
claimed-wrong = Der Beleg „{ $text }“ stimmt nicht. { $what }
claimed-author = Die Worte sind aus { $short }.
claimed-page = Sie stehen auf { $place }.
claimed-year = Das Werk ist { $short }.
convention = { $kind ->
    [bracketed-letter] Buchstaben in Klammern
    [sic] „sic“
    [note-mark] das Zeichen einer Anmerkung
    [emphasis] Zeichen der Hervorhebung
    [end-punctuation] das Zeichen am Ende
    [inner-quotation-marks] einfache statt doppelter Anführungszeichen oder umgekehrt
    [line-end-hyphen] eine Trennung am Zeilenende
   *[paragraph-marks] ein Zeichen vor jedem Absatz
}
forgiven = { $kind ->
    [words-parted-at-a-lines-end] Trennungen am Zeilenende
    [white-space] Leerzeichen
    [capitals] Groß- und Kleinschreibung
    [quotation-marks] Anführungszeichen
    [dashes] Striche
   *[accents-and-ligatures] Akzente und Ligaturen
}

# `pincite generations` und `pincite reindex --check`.
generation-documents = { $count ->
    [one] { $count } Dokument
   *[other] { $count } Dokumente
}
generation-passages = { $count ->
    [one] { $count } Passage
   *[other] { $count } Passagen
}
generation-current = in Gebrauch
generation-sound = heil
checked-generation = Generation
checked-looked-at = geprüft
checked-amount = { generation-documents }, { $passages ->
    [one] { $passages } Passage
   *[other] { $passages } Passagen
}, { size } in { $span }
checked-found = Ergebnis
checked-sound = alle Prüfsummen und Regeln stimmen

# `pincite show`.
shown-characters = { $count } Zeichen
shown-record = Was das Dokument über sich selbst sagt
shown-outline = Gliederung
shown-nothing = nichts
shown-not-used = nicht verwendet
shown-more = { $count } weitere
shown-in-json = --json nennt alle
shown-span = { $start }–{ $end }
shown-blocks = { $count } { $kind }
shown-block-numbered = { $kind } { NUMBER($first, useGrouping: 0) }
shown-blocks-numbered = { $kind } { NUMBER($first, useGrouping: 0) }–{ NUMBER($last, useGrouping: 0) }
block-heading = { $count ->
    [one] Überschrift
   *[other] Überschriften
}
block-paragraph = { $count ->
    [one] Absatz
   *[other] Absätze
}
block-verse = { $count ->
    [one] Vers
   *[other] Verse
}
block-list-item = { $count ->
    [one] Listenpunkt
   *[other] Listenpunkte
}
block-quotation = { $count ->
    [one] Zitat
   *[other] Zitate
}
block-footnote = { $count ->
    [one] Fußnote
   *[other] Fußnoten
}
block-metadata = { $count ->
    [one] Angabe zum Dokument
   *[other] Angaben zum Dokument
}
block-break = { $count ->
    [one] Trenner
   *[other] Trenner
}
block-furniture = { $count ->
    [one] Navigationszeile
   *[other] Navigationszeilen
}
voice-author = Autor
voice-editor = Herausgeber
voice-quoted = zitiert
voice-footnote = Fußnote
voice-transcriber = Abschrift
voice-unknown = unbekannt
voice-editors-of = Die Redaktion von { $publication }
field-author = Autor
field-editor = Herausgeber
field-translator = Übersetzer
field-transcriber = Abschrift
field-title = Titel
field-container-title = erschienen in
field-volume = Band
field-issue = Ausgabe
field-page = Seite
field-publisher = Verlag
field-issued = Datum
field-original-date = ursprüngliches Datum
field-url = Adresse

# `pincite evaluate`: was gefragt wurde, und jede Kennzahl mit ihrer Bedeutung.
asked = { $questions ->
    [one] { $questions } Frage
   *[other] { $questions } Fragen
}: { $parts }
asked-known = { $count } mit bekannter Antwort
asked-unanswerable = { $count } ohne Antwort im Archiv
asked-unlabelled = { $count } ohne Angabe, { $count ->
    [one] die nur für Zeit und Zitate zählt
   *[other] die nur für Zeit und Zitate zählen
}
asked-strangers = { $count ->
    [one] { $count } Dokument, das die Fragen nennen, fehlt
   *[other] { $count } Dokumente, die die Fragen nennen, fehlen
} im Archiv ({ $named }); was darin steht, ist nicht zu finden.
asked-others = weitere
figures-finding = Finden
figures-silence = Schweigen
figures-confidence = Zuversicht
figures-rest = Zitate, Längen und Zeit
figure-hit1 = HIT@1
    .means = das erste Zitat zeigt die Antwort
figure-hit3 = HIT@3
    .means = eines der ersten drei zeigt sie
figure-hit5 = HIT@5
    .means = eines der ersten fünf zeigt sie
figure-edition1 = edition@1
    .means = wie HIT@1, oder eine andere Ausgabe unter dem Zitat zeigt sie
figure-edition3 = edition@3
    .means = wie HIT@3, ebenso
figure-mrr = MRR
    .means = Mittel von 1 durch den Rang des ersten Zitats, das sie zeigt
figure-high1 = HIGH@1
    .means = die Hervorhebung im ersten Zitat trifft die Antwort
figure-f1 = F1@1
    .means = wie genau das erste Zitat den Satz mit der Antwort trifft
figure-precision = P@1
    .means = wie viel von diesem Zitat im Satz steht
figure-recall = R@1
    .means = wie viel vom Satz in diesem Zitat steht
figure-lit = F1H@1
    .means = wie F1@1, für die Hervorhebungen
figure-auroc = AUROC
    .means = die Zuversicht ist bei beantwortbaren Fragen höher als bei anderen
figure-kept = beantwortet
    .means = beantwortbare Fragen, die beantwortet wurden
figure-refused = geschwiegen
    .means = nicht beantwortbare Fragen, die unbeantwortet blieben
figure-calibration = Kalibrierungsfehler
    .means = wie weit die Zuversicht vom Anteil richtiger Antworten abweicht
figure-risk = Risiko
    .means = falsche Antworten unter den { $share }, die beantwortet wurden
figure-risk-at = Risiko bei { $share }
    .means = falsch, würden die sichersten { $share } beantwortet
figure-coverage-at = Abdeckung bei { $share }
    .means = beantwortbar, wenn höchstens { $share } davon falsch sein dürfen
figure-area = AURC
    .means = mittleres Risiko über alle Abdeckungen: je weniger, desto besser
figure-first-chars = erstes Zitat
    .means = Zeichen im ersten Zitat einer Antwort, Median
figure-shown-chars = ganze Antwort
    .means = in allen ihren Zitaten
figure-silent-chars = keine Antwort
    .means = was ohne Antwort gezeigt wird
figure-verbatim = wörtlich
    .means = von { $quotes ->
        [one] { $quotes } Zitat
       *[other] { $quotes } Zitaten
    }, die wörtlich in ihrer Datei stehen
figure-p50 = p50
    .means = die Hälfte der Antworten dauerte nicht länger
figure-p95 = p95
    .means = neunzehn von zwanzig dauerten nicht länger; bekannt ab { $least } Antworten
