"""The Tuning page: parameters fitted to the learner's own reviews, due days, and what a retention costs."""
