"""Measures how good the answers are, on questions that nothing was ever trained on."""
