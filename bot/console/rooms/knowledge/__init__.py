"""The room of knowledge: records are found, written, approved, retired, and restored."""
