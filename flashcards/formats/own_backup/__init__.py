"""Collection files and backups of ours, read as something to import."""
