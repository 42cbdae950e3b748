"""Imaginary people, led through the real engine: to see what it does, and what it never does."""
