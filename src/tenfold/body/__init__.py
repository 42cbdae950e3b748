"""Frames, landmarks and the measures taken from them. Pure: no clock, no I/O."""
