"""The journal: one row for each turn on any channel, for staff to count and review; masked words only."""
