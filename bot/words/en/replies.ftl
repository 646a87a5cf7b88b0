# What the bot says to members besides quotes.

stopping = I am being restarted. Please ask again in a minute.

# What is wrong with a question.
question-empty = The question is empty. Write what you want to know, for example: When was the first issue printed?
question-missing = What would you like to know? Write your question after my name, or use `/ask`; I answer with quotes from the archive.
question-too-long =
    This question has { $length } characters; I read at most { $most }. Please ask it in fewer words.
reply-unreadable = I can read a reply only if it mentions me. Switch the mention on (@ ON, beside the reply) and ask again, or use `/ask`.

filter-author = author { $value }
filter-work = work “{ $value }”
filter-years = years { $value }
