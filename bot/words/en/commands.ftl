# Commands as members see them. Names are lower case, at most 32 characters and without spaces; descriptions at most
# 100 characters.

command-ask = ask
command-ask-description = Answer a question with quotes from the archive, each with its citation
command-ask-question = question
command-ask-question-description = What you want to know, in a whole sentence
command-ask-author = author
command-ask-author-description = Quote only this person's words, wherever they stand
command-ask-work = work
command-ask-work-description = Quote only this work: a title, or what it appeared in
command-ask-years = years
command-ask-years-description = Quote only these years: 1907, 1900-1914, before 1910, 1890s
command-ask-page-author = page_author
command-ask-page-author-description = Quote only documents by this author, notes and quotations in them too
command-ask-private = private
command-ask-private-description = Show the answer only to you

command-help = help
command-help-description = What I can do here, and how
command-about = about
command-about-description = Where my answers come from
command-privacy = privacy
command-privacy-description = What I remember, and how to delete it

menu-find-sources = Find sources
menu-check-quotes = Check quotes
menu-send-to-my-messages = Send to my messages
menu-forget-this-answer = Forget this answer

command-verify = verify
command-verify-description = Check whether a quotation is real: exact, altered (and how), somebody else's, or nowhere
command-verify-quotation = quotation
command-verify-quotation-description = The quotation; ellipses and [brackets] are understood
command-verify-author = author
command-verify-author-description = Whose words they are said to be
command-verify-work = work
command-verify-work-description = The work, book or periodical they are said to be from
command-verify-private = private
command-verify-private-description = Show the result only to you
command-find = find
command-find-description = Find every place where a phrase stands, word for word
command-find-phrase = phrase
command-find-phrase-description = The words to find
command-find-author = author
command-find-author-description = Only this author's own words
command-find-work = work
command-find-work-description = Only this work, book or periodical
command-find-years = years
command-find-years-description = Only works of these years, such as 1912 or 1900-1914
command-find-private = private
command-find-private-description = Show the result only to you
