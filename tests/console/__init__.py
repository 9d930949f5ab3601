"""Tests of the staff console, over real HTTP against a process of its own."""
