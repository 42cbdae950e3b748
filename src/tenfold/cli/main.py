"""The ``tenfold`` command: one module a command group, put together here."""

from __future__ import annotations

import typer

from tenfold.cli import (
    coach_command,
    diary_command,
    library_commands,
    plan_command,
    serve_command,
    simulate_command,
)

app = typer.Typer(
    name="tenfold",
    help="Ten home exercises, guided on your own machine.",
    no_args_is_help=True,
    add_completion=False,
)
library_commands.register(app)
coach_command.register(app)
serve_command.register(app)
simulate_command.register(app)
diary_command.register(app)
plan_command.register(app)
