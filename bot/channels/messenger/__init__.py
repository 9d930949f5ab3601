"""Facebook Messenger (Meta's Messenger Platform, Graph API).

A batch of events comes in at `channel.py`, is checked by `signature.py` and read by `events.py`;
`connector.py` is its side of the front door; replies are written by `writing.py`.
"""
