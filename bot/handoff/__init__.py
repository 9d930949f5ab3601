"""A person in the conversation: who owns it, the queue, office hours, contact requests, and the agents' API.

The front door's steps that lead here are in `bot/channels/base/people.py`.
"""
