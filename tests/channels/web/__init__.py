"""The web channel over real HTTP, in processes of its own."""
