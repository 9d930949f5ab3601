"""Rasa's engine without what a turn does not need: graph, predictions, action calls, conversations, locks.

Each part keeps Rasa's own behavior and only does it sooner; docs/decisions/0010-lean-turns.md tells why.
"""
