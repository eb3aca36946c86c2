"""The subject itself: network, ink, picture geometry. numpy and scipy only; no clock, no chance."""
