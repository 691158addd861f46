"""The deck tree and the options of a deck."""
