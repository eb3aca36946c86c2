"""Draws a State with pygame; never changes it."""
