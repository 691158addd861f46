"""Small parts pages are made of. They know tokens and text, and nothing of cards."""
