"""Tests of bot/authoring/checks."""
