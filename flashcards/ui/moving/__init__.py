"""The sheet for days that are not as usual: lighter, without study, or ahead of what is due."""
