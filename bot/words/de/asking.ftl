# Rund um das Fragen: Gespräche, Umgangsformen und was im Menü einer Nachricht steht.

may-not-ask = Du kannst mich hier nicht fragen: Das dürfen auf diesem Server nur bestimmte Rollen. Mehr wissen die Admins.
too-early =
    { $questions ->
        [one] Du kannst mir hier in { $seconds } Sekunden eine Frage stellen.
       *[other] Du kannst mir hier in { $seconds } Sekunden { $questions } Fragen stellen.
    } Die nächste { $when }.
messages-unreadable =
    Ich kann hier keine Nachrichten lesen. Erwähne mich oder nimm `/fragen`; das geht immer. An alle, die mich betreiben: Dazu brauche ich den Message Content Intent, eingeschaltet im Entwicklerportal von Discord, und `message_content = true` in meiner Konfiguration.
message-without-text = Diese Nachricht enthält keinen Text, zu dem ich Quellen suchen könnte.

forgotten = Gelöscht, hier und aus meinem Gedächtnis.
forgotten-shown = Aus meinem Gedächtnis gelöscht; ihre Knöpfe gehen nicht mehr. Die Nachricht selbst kann ich nicht löschen.
forget-unknown = Es gibt nichts zu löschen: Zu dieser Nachricht kenne ich keine Antwort.
forget-not-yours = Löschen kann diese Antwort nur, wer gefragt hat oder hier Admin ist.

# Über einer Antwort, die eingegrenzt ist.
within = Nur gesucht in: { $filters }
