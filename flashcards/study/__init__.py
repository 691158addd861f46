"""One sitting at the desk: which card is shown, what was answered, how much is left. Pure."""
