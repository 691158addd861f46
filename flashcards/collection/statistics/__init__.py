"""What was learned so far and what is to come, counted for charts."""
