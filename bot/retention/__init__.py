"""How long conversations are kept, and how one is held, exported, and deleted everywhere."""
