"""A passage a day, or a week, into a channel."""
