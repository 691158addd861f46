"""The Today page: what is due, how long it takes, and one button."""
