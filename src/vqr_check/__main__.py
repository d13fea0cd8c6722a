"""Lets ``python -m vqr_check`` do what ``vqr-check`` does."""

from __future__ import annotations

import sys

from vqr_check.cli import main

sys.exit(main())
