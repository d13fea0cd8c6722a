"""Units: what a printed unit is called, what it measures, and how units of one dimension convert."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from vqr_check.model import VqrCheckError
from vqr_check.packs import folder
from vqr_check.record import dataclass

if TYPE_CHECKING:
    from pint import UnitRegistry

FACTOR = re.compile(r"(?P<sign>[*/]?)\s*(?P<word>[^\s*/]+)\s*")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its printed name; ``factor`` is its worth in the unit that its dimension is built on."""

    name: str
    dimension: str
    factor: Decimal
    key: str  # what pint calls it; "" for a compound unit


def path() -> Path:
    """Where the unit definitions are, in pint's own format."""
    return folder() / "units.txt"


@cache
def table(added: tuple[str, ...] = ()) -> Mapping[str, Unit]:
    """Every name, symbol and alias of the unit file, and of the lines added to it, with its unit.

    Raises ``VqrCheckError`` where a definition uses a unit that no earlier line defines.
    """
    found: dict[str, Unit] = {}
    for line in (*path().read_text("utf-8").splitlines(), *added):
        body = line.partition("#")[0].strip()
        if not body:
            continue
        key, definition, *names = (part.strip() for part in body.split("="))
        dimension, factor = _meaning(definition, found, line)
        printed = names[0] if names and names[0] != "_" else key
        unit = Unit(printed, dimension, factor, key)
        found.update({name: unit for name in (key, *names) if name != "_"})
    return found


def aliases(added: tuple[str, ...] = ()) -> frozenset[str]:
    """Every way in which a unit may be printed."""
    return frozenset(name for name, unit in table(added).items() if name != unit.key or name == unit.name)


def _meaning(definition: str, known: Mapping[str, Unit], line: str) -> tuple[str, Decimal]:
    """Dimension and factor of a definition: [dimension], or numbers and one earlier unit joined by * and /."""
    if definition.startswith("["):
        return definition.strip("[]"), Decimal(1)
    dimension, factor = "", Decimal(1)
    for match in FACTOR.finditer(definition):
        word = match["word"]
        if word in known:
            dimension, worth = known[word].dimension, known[word].factor
        elif word.replace(".", "", 1).isdecimal():
            worth = Decimal(word)
        else:
            raise VqrCheckError(f"{path().name}：单位定义“{line.strip()}”里的“{word}”没有定义，请先定义它")
        factor = factor / worth if match["sign"] == "/" else factor * worth
    return dimension, factor


def lookup(name: str, added: tuple[str, ...] = ()) -> Unit | None:
    """The unit of this name, compound ones (公斤/公顷, 元/人·月) included; None where there is none.

    ``added`` are lines that packs add to the unit file.
    """
    known = table(added)
    if name in known:
        return known[name]
    found = [known.get(part) for group in name.split("/") for part in group.split("·")]
    units = [unit for unit in found if unit is not None]
    if len(units) < 2 or len(units) < len(found):
        return None
    factor = units[0].factor
    for unit in units[1:]:
        factor /= unit.factor
    return Unit("/".join(u.name for u in units), "/".join(u.dimension for u in units), factor, "")


def convert(value: Decimal, unit: str, to: str, added: tuple[str, ...] = ()) -> Decimal | None:
    """The value in another unit of the same dimension; None where the two measure different things.

    Pint is loaded here, and only where the two units differ.
    """
    source, target = lookup(unit, added), lookup(to, added)
    if source is None or target is None or source.dimension != target.dimension:
        return None
    if source.name == target.name:
        return value
    if not source.key or not target.key:
        return value * source.factor / target.factor
    converted: Decimal = _registry(added).Quantity(value, source.key).to(target.key).magnitude
    return converted


@cache
def _registry(added: tuple[str, ...]) -> UnitRegistry[Decimal]:
    import pint

    registry: UnitRegistry[Decimal] = pint.UnitRegistry(str(path()), non_int_type=Decimal)
    for line in added:
        registry.define(line)
    return registry
