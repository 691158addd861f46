"""The sheet that writes decks to files."""
