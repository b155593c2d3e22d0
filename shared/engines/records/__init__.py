"""Lists of records as files: JSON and YAML, read so that nothing in them can do harm."""
