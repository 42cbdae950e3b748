"""The camera coach: frames in, events out. No clock, no I/O, no randomness."""
