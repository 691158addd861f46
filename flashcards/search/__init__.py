"""The search language: a line as it is typed, made into the tree it means. Pure."""
