"""The Import page: choose, look over, import, and take back."""
