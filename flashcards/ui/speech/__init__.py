"""Text read aloud by the voices of the system, without the network."""
