# Was der Bot Mitgliedern außer Zitaten sagt.

stopping = Ich werde gerade neu gestartet. Bitte frag in einer Minute noch einmal.

# Was an einer Frage nicht stimmt.
question-empty = Die Frage ist leer. Schreib, was du wissen möchtest, zum Beispiel: Wann wurde die erste Ausgabe gedruckt?
question-missing = Was möchtest du wissen? Schreib deine Frage hinter meinen Namen oder nimm `/fragen`. Ich antworte mit Zitaten aus dem Archiv.
question-too-long =
    Diese Frage hat { $length } Zeichen; ich lese höchstens { $most }. Bitte kürze sie.
reply-unreadable = Um weiterzufragen, lass beim Antworten „@ AN“ eingeschaltet oder nimm `/fragen`.

filter-author = Autor { $value }
filter-page-author = Dokumente von { $value }
filter-work = Werk „{ $value }“
filter-years = Jahre { $value }

# Eine Antwort an jemanden, der sie behalten will.
sent-to-you = Gesendet. Du findest es in deinen Nachrichten.
messages-closed = Ich darf dir nicht schreiben. Erlaube Direktnachrichten von Mitgliedern dieses Servers und versuch es dann noch einmal.
nothing-to-send = Hier steht kein Zitat, das ich senden kann.

# Geprüfte Zitate und die Stellen einer Wendung.
quotation-differs = Der Wortlaut weicht ab. In der Quelle steht:
change-other = Du hast „{ $quoted }“, die Quelle „{ $source }“.
change-added = „{ $quoted }“ steht nicht in der Quelle.
change-missing = „{ $source }“ fehlt.
change-more = { $count ->
    [one] Noch eine Abweichung.
   *[other] Noch { $count } Abweichungen.
}
find-list = { $shown ->
    [one] Die Stelle
   *[other] Die ersten { $shown } von { $places } Stellen
} als Tabelle.
message-without-quotation = In dieser Nachricht habe ich kein Zitat gefunden. Setze die Worte in Anführungszeichen oder nutze `/prüfen`.
blocked-by-automod = AutoMod auf diesem Server hat meine Antwort blockiert. Bitte sag es einem Moderator.
commands-not-taken = Discord hat die Liste der Befehle nicht angenommen ({ $why }). Die bekannten gehen weiter; ich versuche es in { $minutes } Minuten noch einmal.
pleasantry = Gern. Frag mich alles über das Archiv.
