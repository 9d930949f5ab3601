"""What to say: from a turn of the conversation to a reply. Plain functions; no Rasa, no HTTP."""
