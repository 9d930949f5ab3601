"""What channels have in common that acknowledge at once and write to citizens by calls of their own.

Apple Messages for Business and Facebook Messenger build on it: `connector.py` is their side of the front
door, `words.yml` has what they say by themselves.
"""
