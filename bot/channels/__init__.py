"""The channels citizens come through; each renders the one reply contract."""
