"""The log of what staff did: entries are only ever added, and each holds the hash of the one before."""
