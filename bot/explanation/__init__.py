"""Explains how words are understood, searched and answered, and replays turns that are stored."""
