"""Apple Messages for Business, as a messaging service provider (MSP REST API 4).

A delivery comes in at `channel.py`, is checked by `tokens.py` and read by `inbound.py`; `connector.py` is its
side of the front door; replies are written by `writing.py` in the forms of `bodies.py`.
"""
