"""What things are: frozen values that know nothing of databases or windows. Standard library only."""
