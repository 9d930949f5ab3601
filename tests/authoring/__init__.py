"""Tests of bot/authoring, with real git repositories."""
