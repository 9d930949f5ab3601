"""Custom actions: read a turn from the tracker, call `bot.dialogue`, deliver the reply."""
