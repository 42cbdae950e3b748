"""Words: sentences for page, voice and paper, through one catalogue."""

from tenfold.words.line import Line, N_

__all__ = ["Line", "N_"]
