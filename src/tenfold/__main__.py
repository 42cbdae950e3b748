"""``python -m tenfold``."""

from tenfold.cli.main import app

app()
