"""How the assistant is: health, metrics, and one line a turn; nothing that anybody said."""
