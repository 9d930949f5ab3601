"""The rooms of the console: a module or folder for each, whose functions take a Visit and return a page."""
