"""Jobs of whoever runs the assistant: preparing, training, starting and stopping it.

Called by `bot.cli`; nothing in here prints, progress goes to the `say` that the caller passes in."""
