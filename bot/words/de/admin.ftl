# Was Admins begegnet: die Befehle unter /admin und ihre Tafeln.

# Die Befehle. Namen klein, höchstens 32 Zeichen, ohne Leerzeichen; Beschreibungen höchstens 100 Zeichen.
command-admin = verwaltung
command-admin-description = Das Archiv und die Einstellungen des Bots auf diesem Server verwalten
command-admin-reindex = einlesen
command-admin-reindex-description = Neue und geänderte Dokumente ins Archiv aufnehmen, gelöschte entfernen
command-admin-reindex-full = alles
command-admin-reindex-full-description = Jedes Dokument neu lesen und einbetten, nicht nur geänderte
command-admin-reindex-force = trotzdem
command-admin-reindex-force-description = Auch einlesen, wenn die meisten Dokumente fehlen
command-admin-status = stand
command-admin-status-description = Zeigen, wie es um Archiv und Bot steht
command-admin-documents = dokumente
command-admin-documents-description = Zeigen, was im Archiv ist und was nicht; Dokumente hochladen und entfernen
command-admin-documents-search = suche
command-admin-documents-search-description = Wörter aus Pfad, Titel oder Autor
command-admin-upload = hochladen
command-admin-upload-description = Ein Dokument in den Ordner des Archivs legen
command-admin-upload-file = datei
command-admin-upload-file-description = Das Dokument: Text, Markdown, HTML, PDF, Word, OpenDocument, RTF, EPUB oder E-Mail
command-admin-upload-folder = ordner
command-admin-upload-folder-description = Ein vorhandener Ordner; ohne Angabe der oberste
command-admin-rollback = zurück
command-admin-rollback-description = Zu einem früheren Stand des Archivs zurückkehren
command-admin-gaps = lücken
command-admin-gaps-description = Fragen auf diesem Server zeigen, auf die es keine gute Antwort gab
command-admin-settings = einstellungen
command-admin-settings-description = Festlegen, wo und wie der Bot hier antwortet und wer was darf

# Wer nicht darf.
admin-only = Das dürfen nur Admins: wer diesen Server verwalten darf oder hier eine Admin-Rolle des Bots hat.
admin-in-servers-only = Das geht nur auf einem Server, auf dem du Admin bist.
admin-elsewhere = Du kannst das Archiv hier ansehen, aber nicht ändern. Das machen die Admins eines anderen Servers.

# Überall.
admin-back = Zurück
admin-cancel = Abbrechen
admin-refresh = Aktualisieren
admin-page-before = ◀ Vorige
admin-page-after = Nächste ▶
admin-page-of = Seite { $page } von { $pages }
admin-and-more = { $count ->
    [one] und ein weiteres
   *[other] und { $count } weitere
}
admin-span-seconds = { $seconds } s
admin-span-minutes = { $minutes } min { $seconds } s
admin-span-hours = { $hours } h { $minutes } min

# Einlesen.
reindex-title = Einlesen
reindex-began = Begonnen { $when }
reindex-cancel = Abbrechen
reindex-cancelling = Wird abgebrochen…
reindex-calling-off = Das Einlesen wird abgebrochen. Das Archiv bleibt, wie es ist.
reindex-not-running = Es wird gerade nichts mehr eingelesen.
reindex-begun = Das Einlesen hat begonnen. Hier kannst du zusehen: { $link }
reindex-cannot-post = Nur du siehst das, und nur fünfzehn Minuten lang: In diesem Kanal darf ich nicht schreiben. Das Einlesen geht danach weiter; `/verwaltung stand` zeigt, wie es ausging.
reindex-is-running = Es wird schon eingelesen: { $link }
reindex-is-running-elsewhere = Es wird schon eingelesen.
reindex-paused = Der Bot wird neu gestartet. Danach geht das Einlesen von selbst weiter.
reindex-cancelled = Einlesen abgebrochen
reindex-cancelled-kept = Das Archiv ist unverändert. Die bisherige Arbeit bleibt für das nächste Mal erhalten.
reindex-failed = Einlesen gescheitert
reindex-force = Trotzdem einlesen
reindex-force-sure = Die fehlenden Dokumente vergessen?
reindex-force-means = Im Archiv ist danach nur noch, was jetzt im Ordner liegt. Fehlt eine Platte oder stimmt ein Pfad nicht, dann behebe das zuerst. Mit `/verwaltung zurück` kommst du zurück.
reindex-force-yes = Ja, einlesen
progress-rate = { $rate } pro Sekunde
progress-left = noch etwa { $span }

# Stand.
status-title = Stand
status-holds = **{ $documents ->
    [one] Ein Dokument
   *[other] { $documents } Dokumente
}**, { $passages ->
    [one] eine Passage
   *[other] { $passages } Passagen
}
status-refused = { $count ->
    [one] Eine Datei ist nicht im Archiv
   *[other] { $count } Dateien sind nicht im Archiv
}
status-generation = Generation { $generation }, erstellt { $when }
status-reindexing = Es wird gerade eingelesen.
status-made-here = Erstellt mit `/verwaltung einlesen`, { $when }.
status-made-since = Nicht mit `/verwaltung einlesen` erstellt; das war zuletzt { $when } fertig.
status-made-otherwise = Auf dem Rechner selbst erstellt, oder weil sich der Ordner geändert hat.
status-cancelled = Das letzte `/verwaltung einlesen` wurde { $when } abgebrochen.
status-failed = Das letzte `/verwaltung einlesen` ist { $when } gescheitert. Warum, steht in seiner Nachricht und im Protokoll.
status-model = Modell { $model }
status-disk = { $size } MB auf der Platte, { $free } MB frei
status-damaged = Der Index ist beschädigt. Benutzt wird ein früherer.
status-outdated = ⚠ Der Index ist veraltet. Seither hat sich geändert: { $causes }. Lies neu ein, damit es gilt.
status-up = Der Bot hat sich { $since } verbunden
status-latency = { $ms } ms bis Discord
status-open = { $count ->
    [0] Keine Frage ist offen
    [one] Eine Frage wird beantwortet oder wartet
   *[other] { $count } Fragen werden beantwortet oder warten
}
status-tally = Fragen auf diesem Server in { $days } Tagen: { $answered } beantwortet, { $unanswered } ohne Antwort

# Dokumente.
documents-title = Dokumente
documents-count = { $count ->
    [0] Das Archiv ist leer.
    [one] Ein Dokument ist im Archiv.
   *[other] { $count } Dokumente sind im Archiv.
}
documents-found = { $count ->
    [0] Kein Dokument hat „{ $search }“ in Pfad, Titel oder Autor.
    [one] Ein Dokument hat „{ $search }“ in Pfad, Titel oder Autor.
   *[other] { $count } Dokumente haben „{ $search }“ in Pfad, Titel oder Autor.
}
documents-choose = Ein Dokument ansehen
documents-search = Suchen
documents-search-for = Wörter aus Pfad, Titel oder Autor
documents-all = Alle zeigen
documents-refused-title = Nicht im Archiv
documents-refused-count = { $count ->
    [0] Jede Datei des Ordners ist im Archiv.
    [one] Eine Datei ist nicht im Archiv:
   *[other] { $count } Dateien sind nicht im Archiv:
}
document-title = Titel: { $value }
document-author = Autor: { $value }
document-date = Datum: { $value }
document-path = Datei: { $value }
document-remove = Entfernen
document-remove-sure = Dieses Dokument entfernen?
document-remove-means = Es kommt aus dem Ordner des Archivs heraus und lässt sich zurücklegen. Bis zum nächsten Einlesen wird es noch zitiert.
document-remove-yes = Ja, entfernen
document-removed = Aus dem Ordner entfernt
document-removed-means = Lies neu ein, damit es nicht mehr zitiert wird.
document-put-back = Zurücklegen
document-is-back = Es liegt wieder im Ordner

# Hochladen.
upload = Hochladen
upload-file = Das Dokument
upload-limits = Text, Markdown, HTML, PDF, Word, OpenDocument, RTF, EPUB oder E-Mail, bis { $megabytes } MB
upload-none = Es kam keine Datei an. Bitte versuch es noch einmal.
upload-lost = Ich konnte { $file } nicht von Discord holen. Bitte versuch es noch einmal.
upload-done = Das Dokument liegt im Ordner
upload-reindex = Lies neu ein, damit es zitiert werden kann.
upload-replace = Ersetzen
upload-replace-sure = Die Datei ersetzen?
upload-dropped = Nichts wurde geändert.
upload-expired = Die Datei ist nicht mehr da. Bitte schick sie noch einmal.

# Zurück.
rollback-title = Frühere Stände
rollback-choose = Zurück zu …
rollback-holds = { $documents ->
    [one] Ein Dokument
   *[other] { $documents } Dokumente
}
rollback-facts = { $documents ->
    [one] ein Dokument
   *[other] { $documents } Dokumente
}, { $passages ->
    [one] eine Passage
   *[other] { $passages } Passagen
}, { $megabytes } MB
rollback-current = in Gebrauch
rollback-damaged = beschädigt, unbrauchbar
rollback-means = Bis zum nächsten Einlesen kommen alle Antworten aus dem gewählten Stand. Das Einlesen geht wieder vom Ordner der Dokumente aus.
rollback-sure = Zurück zu { $generation }?
rollback-yes = Ja, zurück
rollback-done = Zurückgekehrt
rollback-until = Das gilt bis zum nächsten Einlesen.

# Lücken.
gaps-title = Unbeantwortete Fragen
gaps-off = Diese Liste ist für diesen Server abgeschaltet.
gaps-count = { $count ->
    [0] Es gibt keine.
    [one] Eine Frage blieb ohne Antwort, oder die Antwort gefiel nicht:
   *[other] { $count } Fragen blieben ohne Antwort, oder die Antworten gefielen nicht:
}
gaps-times = { $count ->
    [one] einmal gefragt
   *[other] { $count }-mal gefragt
}
gaps-unanswered = { $count ->
    [one] einmal ohne Antwort
   *[other] { $count }-mal ohne Antwort
}
gaps-disliked = { $count ->
    [one] eine Stimme dagegen
   *[other] { $count } Stimmen dagegen
}
gaps-kept = Fragen bleiben { $days } Tage gespeichert, aber nicht, wer sie gestellt hat. Private erscheinen hier nie.
gaps-clear = Leeren
gaps-clear-sure = Die Liste leeren?
gaps-clear-means = Was bis jetzt gefragt wurde, erscheint hier nicht mehr.
gaps-clear-yes = Ja, leeren

# Einstellungen.
settings-title = Einstellungen dieses Servers
settings-saved = Gespeichert
settings-channels = Antwortkanäle
settings-channels-about = Jede Nachricht dort gilt als Frage.
settings-channels-none = Keine: Ich antworte nur, wenn man mich fragt
settings-no-content = Dort kann ich nicht antworten: Ich darf nur Nachrichten lesen, die mich erwähnen. Schalte im Entwicklerportal von Discord „Message Content Intent“ ein, und in der Konfigurationsdatei `message_content` unter [discord].
settings-askers = Wer fragen darf
settings-askers-about = In Direktnachrichten dürfen es alle.
settings-askers-none = Alle
settings-admins = Wer Admin ist
settings-admins-about = Außer denen, die den Server verwalten dürfen. Nur sie können das ändern.
settings-admins-none = Sonst niemand
settings-admins-managers = Nur wer den Server verwalten darf, kann ändern, wer Admin ist.
settings-admins-everyone = Die Rolle „everyone“ kann nicht Admin sein. Die anderen Rollen sind gespeichert.
settings-style = Quellenangaben
settings-style-about = Wie die Zeile unter jedem Zitat geschrieben wird.
settings-length = Länge der Zitate
settings-length-about = Wie viel jedes Zitat aus seinem Dokument zeigt.
settings-length-own = Wie das Archiv eingestellt ist
settings-length-short = Kurz: die Sätze, die antworten
settings-length-paragraph = Absatz: auch, was um sie herum steht
settings-language = Sprache
settings-language-about = Was ich auf diesem Server spreche.
settings-language-own = Je nach Mitglied
settings-threads-on = In Threads antworten
settings-threads-off = Nicht in Threads antworten
settings-threads-are-on = Threads: Jede Frage in einem Antwortkanal bekommt einen eigenen.
settings-threads-are-off = Threads: keine. Antworten stehen unter den Fragen.
settings-cooldown = Wartezeit
settings-cooldown-is = Wartezeit: { $questions ->
    [one] eine Frage
   *[other] { $questions } Fragen
} pro Mitglied in { $seconds } s
settings-cooldown-none = Wartezeit: keine. Alle können fragen, so oft sie wollen.
settings-cooldown-questions = Fragen
settings-cooldown-questions-range = Wie viele ein Mitglied stellen darf, { $least } bis { $most }
settings-cooldown-seconds = Sekunden
settings-cooldown-seconds-range = In wie vielen Sekunden, { $least } bis { $most }; 0 schaltet ab
settings-cooldown-wrong = Nichts wurde geändert: Das ist keine Zahl in diesem Bereich.
settings-gaps-on = Unbeantwortete Fragen auflisten
settings-gaps-off = Unbeantwortete Fragen nicht auflisten
settings-gaps-are-on = Unbeantwortete Fragen: Admins sehen sie, aber nicht, wer gefragt hat.
settings-gaps-are-off = Unbeantwortete Fragen: werden nicht aufgelistet.

# Eine Stelle am Tag.
command-admin-daily = täglich
command-admin-daily-description = Jeden Tag oder jede Woche eine Stelle posten; ohne Angaben zeigen, was eingestellt ist
command-admin-daily-channel = kanal
command-admin-daily-channel-description = Wohin die Stellen kommen; sonst in diesen Kanal
command-admin-daily-time = uhrzeit
command-admin-daily-time-description = Wann, etwa 9:30; sonst 9:00
command-admin-daily-every = wie-oft
command-admin-daily-every-description = Jeden Tag oder an einem Tag der Woche
command-admin-daily-order = reihenfolge
command-admin-daily-order-description = Irgendeine Stelle oder eine nach der anderen, wie gedruckt
command-admin-daily-author = autor
command-admin-daily-author-description = Nur dessen eigene Worte
command-admin-daily-work = werk
command-admin-daily-work-description = Nur dieses Werk, Buch oder diese Zeitschrift
command-admin-daily-years = jahre
command-admin-daily-years-description = Nur Werke dieser Jahre, etwa 1912 oder 1900-1914
command-admin-daily-zone = zeitzone
command-admin-daily-zone-description = Die Zeitzone, etwa Europe/Berlin; sie gilt dann für diesen Server
choice-day = jeden Tag
choice-monday = jeden Montag
choice-tuesday = jeden Dienstag
choice-wednesday = jeden Mittwoch
choice-thursday = jeden Donnerstag
choice-friday = jeden Freitag
choice-saturday = jeden Samstag
choice-sunday = jeden Sonntag
choice-shuffled = irgendeine Stelle
choice-onward = der Reihe nach weiterlesen

daily-title = Eine Stelle am Tag
daily-none = Nichts ist eingestellt. Nutze `/verwaltung täglich` mit Kanal und Uhrzeit.
daily-about = Uhrzeiten gelten in der Zone { $zone }, wenn du keine andere wählst.
daily-stop = Eine beenden …
daily-stop-one = Nummer { $number } beenden
daily-every-day = Jeden Tag um { $time } ({ $zone }) in { $channel }
daily-every-monday = Jeden Montag um { $time } ({ $zone }) in { $channel }
daily-every-tuesday = Jeden Dienstag um { $time } ({ $zone }) in { $channel }
daily-every-wednesday = Jeden Mittwoch um { $time } ({ $zone }) in { $channel }
daily-every-thursday = Jeden Donnerstag um { $time } ({ $zone }) in { $channel }
daily-every-friday = Jeden Freitag um { $time } ({ $zone }) in { $channel }
daily-every-saturday = Jeden Samstag um { $time } ({ $zone }) in { $channel }
daily-every-sunday = Jeden Sonntag um { $time } ({ $zone }) in { $channel }
daily-order-shuffled = irgendeine Stelle
daily-order-onward = der Reihe nach
daily-next = nächste { $when }
daily-last = letzte { $when }: { $what }
daily-time-wrong = „{ $typed }“ ist keine Uhrzeit. Schreib sie so: 9:30.
daily-zone-wrong = Eine Zeitzone „{ $typed }“ gibt es nicht. Wähle eine aus der Liste, etwa Europe/Berlin.
daily-too-many = Ein Server kann { $most } davon haben. Beende zuerst eine.
daily-sent = gesendet
daily-away = nicht gesendet, ich war offline
daily-unreachable = nicht gesendet, ich darf dort nicht schreiben oder der Kanal ist weg
daily-nothing = nicht gesendet, nichts im Archiv passt
daily-finished = zu Ende gelesen
daily-unknown = vielleicht gesendet: Ich wurde unterbrochen und darf den Kanal nicht lesen
daily-of-day = Stelle des Tages
daily-of-week = Stelle der Woche
daily-onward = Weitergelesen
daily-missed = Kanal { $channel }: { $count ->
    [one] Eine Stelle wurde
   *[other] { $count } Stellen wurden
} nicht gesendet, weil der Bot nicht lief.
daily-not-sent = Kanal { $channel }, heutige Stelle: { $why }.
