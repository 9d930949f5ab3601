"""What is looked at as staff write: phrases twice or near another intent, stories that contradict."""
