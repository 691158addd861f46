"""When things come back: the memory model, the buttons, the day's queue and its limits. Pure."""
