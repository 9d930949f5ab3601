"""The agents' API below `/agents`: where people, or a help desk, answer citizens in person."""
