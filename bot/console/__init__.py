"""The staff console: a web server of its own, whose pages are made here and work without scripts."""
