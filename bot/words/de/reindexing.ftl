# Was ein Einlesen tut und getan hat, in Discord und im Terminal.

reindex-done = Eingelesen
reindex-nothing = Nichts hat sich geändert
reindex-counts = { $documents ->
    [one] Ein Dokument
   *[other] { $documents } Dokumente
}: { $added } neu, { $changed } geändert, { $removed } entfernt, { $unchanged } unverändert
reindex-passages = { $passages ->
    [one] Eine Passage
   *[other] { $passages } Passagen
}; { $encoded ->
    [one] ein Textstück
   *[other] { $encoded } Textstücke
} neu eingebettet
reindex-causes = Alles wurde neu gelesen, denn das hat sich geändert: { $causes }
reindex-added = Neu:
reindex-changed = Geändert:
reindex-removed = Entfernt:
reindex-refused = { $count ->
    [one] Eine Datei wurde nicht eingelesen
   *[other] { $count } Dateien wurden nicht eingelesen
}
reindex-incomplete = { $count ->
    [one] Eine Datei wurde eingelesen, aber nicht ganz
   *[other] { $count } Dateien wurden eingelesen, aber nicht ganz
}
reindex-foot = Generation { $generation } · { $span }
cause-model = das Modell für die Einbettung
cause-passages = die Länge der Passagen
cause-reading = die Grenzen beim Lesen
cause-program = Pincite oder eine Bibliothek, mit der es liest

# Was von einer Datei sich nicht lesen ließ. `$pages` sind Stellen in der Datei, „3–5, 9“, `$count` ihre Zahl.
loss-unreadable = { $characters ->
    [one] Ein Zeichen ist nicht lesbar
   *[other] { $characters } Zeichen sind nicht lesbar
} ({ loss-pages }): Die Datei sagt nicht, was ihre Schriften zeigen. Sätze mit solchen Zeichen werden nicht zitiert.
loss-picture = { $count ->
    [one] Seite { $pages } ist ein Bild
   *[other] Die Seiten { $pages } sind Bilder
}. Lass eine Texterkennung (OCR) über die Datei laufen.
loss-damaged = { $count ->
    [one] Seite { $pages } ist beschädigt, oder ihre
   *[other] Die Seiten { $pages } sind beschädigt, oder ihre
} Schriften verbergen, was sie zeigen. Speichere die Datei neu.
loss-off-page = { $characters ->
    [one] Ein Zeichen steht
   *[other] { $characters } Zeichen stehen
} jenseits des Seitenrands ({ loss-pages }) und nicht im Text.
loss-pages = { $count ->
    [one] Seite { $pages }
   *[other] Seiten { $pages }
}

# Wie weit es ist.
progress-of = { $done } von { $total }
stage-exporting = Modell vorbereiten
stage-looking = Änderungen suchen
stage-reading = Dokumente lesen
stage-encoding = Passagen einbetten
stage-writing = Index schreiben
stage-checking = Index prüfen
