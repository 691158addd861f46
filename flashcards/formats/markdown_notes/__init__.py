"""Notes written in Markdown as other programs read them: Obsidian Spaced Repetition, hashcards, Orbit, RemNote."""
