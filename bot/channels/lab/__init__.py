"""The channel lab: every vendor's channel tried without an account there.

Each connector's room has a `lab.py` with the names of `vendor.py`; `missi channel send` and the page
`/chat/lab` play that vendor with it. Nothing here is served in production.
"""
