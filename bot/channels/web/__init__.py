"""The web channel under `/chat`: an API, the widget's files, and pages that work without JavaScript.

A request comes in at `channel.py`, is let through by `guard.py`, and is served by `api.py`, `streams.py`,
`public.py`, `assets.py`, `portal.py`, or `plain.py`; all of them look things up in the one `desk.py`.
"""
