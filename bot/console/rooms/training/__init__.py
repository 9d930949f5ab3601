"""Training data: intents with their phrases, what checks find in them, and the changes that wait."""
