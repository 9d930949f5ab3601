"""What citizens write, put into plain English: language, Spanish words, spelling, courtesy; no framework."""
