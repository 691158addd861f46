"""The Progress page: what was done, how well it was recalled, and what is to come."""
