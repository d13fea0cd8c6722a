"""Rule packs: the words, units, patterns and rules of ``rules/*.toml`` and of a user's own, merged into one mapping."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from vqr_check.model import PRINTED, Precision, Rule
from vqr_check.packs.kept import kept
from vqr_check.packs.loading import BUILT_IN, Source, data_of, find, folder, shipped
from vqr_check.packs.meaning import refuse_wrong, refuse_wrong_rule
from vqr_check.packs.merging import added, merged
from vqr_check.packs.pack import Packs
from vqr_check.packs.patterns import keep, ready
from vqr_check.packs.timed import Pattern, compiled

__all__ = ["BUILT_IN", "Packs", "Pattern", "chosen", "compiled", "folder", "keep", "load", "ready"]


@cache
def load(names: tuple[str, ...] = BUILT_IN) -> Packs:
    """The packs that are shipped, merged in this order; numbers come out as int or Decimal, never float."""
    found = tuple(source for source in map(shipped, names) if source is not None)
    file = "packs" if names == BUILT_IN else "-".join(names)
    return kept(file, found, Packs, lambda: _merged(found)) if {*names} <= {*BUILT_IN} else _merged(found)


def _merged(found: Sequence[Source]) -> Packs:
    data: dict[str, object] = {}
    for source in found:
        data = merged(data, data_of(source))
    return Packs(tuple(source.name for source in found), data)


def chosen(packs: Sequence[str] = (), precision: Precision = PRINTED, rules: Sequence[Rule] = ()) -> Packs:
    """The shipped packs with a user's own behind them; the same object for the same content, as a key for caches.

    ``packs`` are names or paths, ``rules`` those written in Python. Raises ``VqrCheckError`` with the file, the line
    and what is meant where a pack holds something unknown.
    """
    if not packs and not rules and precision == PRINTED:
        return load()
    sources = tuple(dict.fromkeys(source for name in packs if (source := find(name)) is not None))
    return _combined(sources, precision, tuple(rules))


@lru_cache(maxsize=32)
def _combined(sources: tuple[Source, ...], precision: Precision, rules: tuple[Rule, ...]) -> Packs:
    base = load()
    data = dict(base.data)
    for source in sources:
        own = data_of(source)
        refuse_wrong(source, own, Packs(base.names, data))
        data = added(data, own, source)
    for rule in rules:
        refuse_wrong_rule(rule, Packs(base.names, data))
        entry = {name: getattr(rule, name) for name in ("code", "name", "title", "message", "reason", "mend")}
        data = merged(data, {"rule": [entry | ({"severity": rule.severity} if rule.severity else {})]})
    return Packs((*base.names, *(source.name for source in sources)), data, precision)
