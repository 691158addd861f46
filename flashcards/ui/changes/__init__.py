"""The page of rule changes."""
