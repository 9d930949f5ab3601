"""Measures how fast and how large the assistant is, against an untouched `rasa init` bot in the same run.

Called by `missi bench`; nothing in here prints, progress goes to the `say` that the caller passes in."""
