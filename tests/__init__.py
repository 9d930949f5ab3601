"""Makes `tests.fakes` ours: a dependency (textstat) installs a package of the same name."""
