"""What is happening: State, intents, update(). No pygame, no clock."""
