"""Changes of records that people propose, a second person approves, and a moment may be set for."""
