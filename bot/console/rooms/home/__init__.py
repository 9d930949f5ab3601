"""Home: what needs me today, how the day goes, and how good the assistant is."""
