"""The synthetic camera: clips of the motion model with exact truth, tracked by the real model.

Not part of the installed program. ``python -m bench`` says what there is to do.
"""
