"""Google: the webhook that Dialogflow CX calls (also ES, and the retired Actions Builder)."""
