"""Numbers as they are written in Chinese reports: scanned in text, read in table cells, with their units."""

from vqr_check.quantities.cells import cell, with_unit
from vqr_check.quantities.scanner import scan

__all__ = ["cell", "scan", "with_unit"]
