"""How much a file may ask of the reader before it is refused."""

from __future__ import annotations

from vqr_check.record import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep time and memory finite on any input; raise them for a file that you trust."""

    file_bytes: int = 256 * MEBIBYTE  # the file itself
    part_bytes: int = 256 * MEBIBYTE  # one part, inflated
    total_bytes: int = 512 * MEBIBYTE  # all parts that are read, inflated
    ratio: int = 200  # inflated size of a part over its packed size
    free_bytes: int = 8 * MEBIBYTE  # a part up to this size may have any ratio
    parts: int = 20_000  # entries of the package
    nested_tables: int = 20  # tables within tables; deeper ones are named as unread
    grid_columns: int = 1_000  # columns of a table
    grid_cells: int = 2_000_000  # cells of all tables
