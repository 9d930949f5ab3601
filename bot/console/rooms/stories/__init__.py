"""Stories and rules: what there are, one of them as a dialogue, and building one step by step."""
