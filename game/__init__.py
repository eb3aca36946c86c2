"""Neural Lab: draw a digit and watch a neural network read it."""
