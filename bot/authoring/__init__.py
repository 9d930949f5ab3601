"""What staff change in phrases, sentences, stories, asks, and questions: edits that become commits."""
