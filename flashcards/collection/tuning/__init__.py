"""Parameters fitted to the learner's own log: whether, how, and what changes with them."""
