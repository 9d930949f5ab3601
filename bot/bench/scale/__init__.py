"""Measures how a turn's time grows when the knowledge base grows a hundredfold, on made-up records.

Called by `missi bench scale`; nothing in here prints, progress goes to the caller's `say`."""
