"""The front door: what every message passes, whatever the channel, before Rasa sees it.

`door.py` has the list of steps, `connector.py` what a channel supplies; docs/front-door.md tells the rest.
"""
