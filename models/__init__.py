"""Training of the shipped network. Not needed to run the program; see README.md."""
