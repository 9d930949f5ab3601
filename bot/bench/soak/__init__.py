"""Many citizens for minutes: no error, no reply lost or given to somebody else, no memory that grows."""
