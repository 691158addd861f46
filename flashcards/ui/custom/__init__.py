"""Custom study: choosing the cards of a session."""
