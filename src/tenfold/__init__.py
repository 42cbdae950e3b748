"""Tenfold: ten home exercises, guided on your own machine."""

__version__ = "0.1.0"
