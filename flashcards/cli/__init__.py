"""The terminal commands: the same collection, without a window. Never loads Qt."""
