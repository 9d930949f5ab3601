"""Reading dates in citizens' words, in steps: plain words, look-alikes hidden, rules, spans of days.
Called only through `bot.knowledge.periods`; the calendar shares `spans`."""
