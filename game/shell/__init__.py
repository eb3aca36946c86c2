"""The outside world: window, input, clock, files, worker."""
