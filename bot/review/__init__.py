"""Review: which turns staff should look at, grouped by meaning; what they decide; gap tickets to agencies."""
