"""The settings of each document: those of the files, with what the command line says above them."""

from __future__ import annotations

from dataclasses import replace

from vqr_check.cli.options import Options
from vqr_check.config import Config


def settings(options: Options, path: str) -> Config:
    """The settings that hold for a document.

    What the command line names replaces what a file says; ``--rules`` adds to it. Raises ``VqrCheckError`` where the
    settings cannot be used.
    """
    if options.isolated:
        found = Config()
    elif options.config:
        found = Config.read(options.config)
    else:
        found = Config.near(path)
    return replace(
        found,
        select=options.select or found.select,
        ignore=options.ignore or found.ignore,
        fail_on=options.fail_on or found.fail_on,
        rules=(*found.rules, *options.rules),
        baseline=options.baseline or found.baseline,
    )
