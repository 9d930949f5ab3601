"""The inbox: questions that were not answered well, by meaning; and what staff decide of them."""
