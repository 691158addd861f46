"""Notes' fields edited as they look: formatted text in, the same HTML out."""
