"""The Study page: one card, nothing else."""
