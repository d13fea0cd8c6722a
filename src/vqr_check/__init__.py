"""vqr-check reads the numbers of a Chinese report and says which of them cannot be true."""

from __future__ import annotations

__version__ = "0.1.0"
