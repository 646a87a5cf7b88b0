# Rund um das Fragen: Gespräche, Umgangsformen und was im Menü einer Nachricht steht.

may-not-ask = Auf diesem Server dürfen mich nur manche Rollen etwas fragen. Mehr wissen die Admins.
too-early =
    { $questions ->
        [one] Du kannst mir hier in { $seconds } Sekunden eine Frage stellen.
       *[other] Du kannst mir hier in { $seconds } Sekunden { $questions } Fragen stellen.
    } Die nächste { $when }.
messages-unreadable =
    Ich kann hier keine Nachrichten lesen und sie deshalb nicht beantworten. Erwähne mich oder nimm `/fragen`; das geht immer. Für alle, die mich betreiben: Dieser Kanal braucht den Message Content Intent, eingeschaltet im Entwicklerportal von Discord, und `message_content = true` in meiner Konfiguration.
message-without-text = In dieser Nachricht ist kein Text, zu dem ich Quellen suchen könnte.

forgotten = Die Antwort ist gelöscht, hier und aus meinem Gedächtnis.
forgotten-shown = Die Antwort ist aus meinem Gedächtnis gelöscht, und ihre Knöpfe bewirken nichts mehr. Die Nachricht selbst kann ich nicht löschen.
forget-unknown = Zu dieser Nachricht habe ich keine Antwort im Gedächtnis; es gibt nichts zu löschen.
forget-not-yours = Diese Antwort können nur löschen lassen, wer gefragt hat, und die Admins dieses Servers.

# Above an answer that is narrowed down.
within = Nur gesucht in: { $filters }
