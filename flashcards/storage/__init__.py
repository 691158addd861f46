"""The collection file: all SQL, and nothing else that knows of it."""
