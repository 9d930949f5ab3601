"""Rasa graph components of ours; thin shells around plain classes."""
