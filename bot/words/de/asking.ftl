# Rund um das Fragen: Gespräche, Umgangsformen und was im Menü einer Nachricht steht.

may-not-ask = Du kannst mich hier nicht fragen: Das dürfen auf diesem Server nur manche Rollen. Mehr wissen die Admins.
too-early =
    { $questions ->
        [one] Du kannst mir hier in { $seconds } Sekunden eine Frage stellen.
       *[other] Du kannst mir hier in { $seconds } Sekunden { $questions } Fragen stellen.
    } Die nächste { $when }.
messages-unreadable =
    Ich kann hier keine Nachrichten lesen. Erwähne mich oder nimm `/fragen`; das geht immer. Für alle, die mich betreiben: Dieser Kanal braucht den Message Content Intent, eingeschaltet im Entwicklerportal von Discord, und `message_content = true` in meiner Konfiguration.
message-without-text = In dieser Nachricht ist kein Text, zu dem ich Quellen suchen könnte.

forgotten = Gelöscht, hier und aus meinem Gedächtnis.
forgotten-shown = Aus meinem Gedächtnis gelöscht; ihre Knöpfe gehen nicht mehr. Die Nachricht selbst kann ich nicht löschen.
forget-unknown = Es gibt nichts zu löschen: Zu dieser Nachricht habe ich keine Antwort im Gedächtnis.
forget-not-yours = Diese Antwort kann nur löschen, wer gefragt hat oder Admin dieses Servers ist.

# Über einer Antwort, die eingegrenzt ist.
within = Nur gesucht in: { $filters }
