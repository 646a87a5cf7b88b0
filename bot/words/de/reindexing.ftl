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
reindex-foot = Generation { $generation } · { $span }
cause-model = das Modell für die Einbettung
cause-passages = die Länge der Passagen
cause-reading = die Grenzen beim Lesen
cause-program = Pincite oder eine Bibliothek, mit der es liest

# Wie weit es ist.
progress-of = { $done } von { $total }
stage-exporting = Modell vorbereiten
stage-looking = Änderungen suchen
stage-reading = Dokumente lesen
stage-encoding = Passagen einbetten
stage-writing = Index schreiben
stage-checking = Index prüfen
