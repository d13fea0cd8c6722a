"""Noun phrases: their content words, synonyms folded, and how well two of them name the same thing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from importlib.machinery import PathFinder
from importlib.util import LazyLoader, find_spec, module_from_spec
from typing import Any

import regex

from vqr_check.packs import Packs
from vqr_check.record import dataclass

COUNTED = regex.compile(r"(?<=..)(?:总?人?数|总量|总额)$")  # 录取数 counts what 录取 names
HAN_RUN = regex.compile(r"[\p{Han}A-Za-z]+")
RECENT = 4096  # phrases whose words are remembered: the headers of a large table come back in every row
NOTHING: frozenset[str] = frozenset()
NONE, ALL = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True, eq=False)
class Nouns:
    """Cuts phrases into content words with a small dictionary of its own."""

    tokenizer: Any  # jieba.Tokenizer
    known: frozenset[str]
    synonyms: dict[str, str]
    empty: frozenset[str]  # words that name nothing: 人数, 情况, 总…

    def keys(self, *phrases: str) -> frozenset[str]:
        """The content words of phrases; what the dictionary does not know comes as pairs of characters."""
        if len(phrases) == 1:
            return _keys(self, phrases[0])
        return NOTHING.union(*(_keys(self, phrase) for phrase in phrases))

    def ending(self, phrase: str) -> str:
        """The last word of a phrase of several, where the dictionary knows it: 人数 of 顶岗实习人数; "" otherwise."""
        words = tuple(_parted(self, phrase))
        return words[-1] if len(words) > 1 and words[-1] in self.known else ""


@lru_cache(maxsize=RECENT)
def _keys(nouns: Nouns, phrase: str) -> frozenset[str]:
    return NOTHING.union(*[_words(nouns, run) for run in HAN_RUN.findall(phrase)])


@lru_cache(maxsize=RECENT)
def _words(nouns: Nouns, run: str) -> tuple[str, ...]:
    out: list[str] = []
    unknown = ""
    for word in _parted(nouns, run):
        if word in nouns.known:
            out += _pairs(unknown)
            unknown = ""
            folded = _folded(nouns, word)
            if folded not in nouns.empty:
                out.append(folded)
        else:
            unknown += word
    out += _pairs(unknown)
    return tuple(out)


@lru_cache(maxsize=RECENT)
def _folded(nouns: Nouns, word: str) -> str:
    """The name of what a known word names, the same for all its synonyms."""
    folded = nouns.synonyms.get(word, word)
    return COUNTED.sub("", folded) or folded


def _parted(nouns: Nouns, run: str) -> Iterable[str]:
    """What jieba makes of a run of characters; it is not asked where there is nothing to be decided."""
    if run in nouns.known:
        return (run,)
    begun, size = nouns.tokenizer.FREQ, len(run)  # every word and all that one begins with, at 0
    words: list[str] = []
    at = 0
    while at < size:
        stop, end, ways = at + 1, at + 1, 0
        while end <= size and (often := begun.get(run[at:end])) is not None:
            if often:
                stop, ways = end, ways + 1
            end += 1
        if ways > 1:
            return _likeliest(nouns.tokenizer, run)
        words.append(run[at:stop])
        at = stop
    return words


def _likeliest(tokenizer: Any, run: str) -> Iterator[str]:
    """The words of jieba's likeliest cut, as ``cut`` has them, but for what it does with signs and single letters."""
    route: dict[int, tuple[float, int]] = {}
    tokenizer.calc(run, tokenizer.get_DAG(run), route)
    at = 0
    while at < len(run):
        begin, at = at, route[at][1] + 1
        yield run[begin:at]


def forget() -> None:
    """Cut every phrase anew from here on: for measurements that do not lean on what was read before."""
    _keys.cache_clear()
    _words.cache_clear()
    _folded.cache_clear()


def _pairs(run: str) -> Sequence[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] if len(run) > 1 else [run] if run else []


def weight(keys: Iterable[str]) -> int:
    """How much a set of content words names: longer words name more; single characters next to nothing."""
    return sum([2 * (len(key) - 1) or 1 for key in keys])


def covered(wanted: frozenset[str], offered: frozenset[str]) -> Decimal:
    """The share of the wanted words' weight that is among those offered; 0 when nothing is wanted."""
    return _ratio(wanted & offered, wanted)


def similar(a: frozenset[str], b: frozenset[str]) -> Decimal:
    """How well two sets of content words name the same thing, from 0 to 1 (weighted Jaccard)."""
    return _ratio(a & b, a | b)


def _ratio(held: frozenset[str], whole: frozenset[str]) -> Decimal:
    """How much of a set of words a part of it weighs."""
    if not held:
        return NONE
    return ALL if len(held) == len(whole) else Decimal(weight(held)) / weight(whole)


def _cutter() -> Any:
    """jieba, without what it loads at its start and is not asked for here.

    pkg_resources would find files of its own; finalseg, with its table of probabilities, guesses at unknown words.
    """
    if "jieba" in sys.modules:
        return sys.modules["jieba"]
    own: Any = find_spec("jieba")
    jieba: Any = module_from_spec(own)
    jieba.finalseg = _postponed("jieba.finalseg", own.submodule_search_locations)
    unasked = sys.modules.setdefault("pkg_resources", None)  # type: ignore[arg-type]  # an import of it fails
    sys.modules["jieba"] = jieba
    try:
        own.loader.exec_module(jieba)
    finally:
        if unasked is None:
            del sys.modules["pkg_resources"]
    return jieba


def _postponed(name: str, places: Sequence[str] | None) -> Any:
    """A module that is loaded when something of it is first used."""
    spec: Any = PathFinder.find_spec(name, places)
    spec.loader = LazyLoader(spec.loader)
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def nouns(packs: Packs) -> Nouns:
    """The cutter for these packs: the words of ``[nouns]``, of all synonyms, indicators and partitions."""
    jieba = _cutter()
    words = packs.table("nouns")
    synonyms = {other: entry["canonical"] for entry in packs.entries("synonym") for other in entry["words"]}
    known = set(words.get("known", ())) | set(words.get("empty", ())) | set(synonyms) | set(synonyms.values())
    known |= {name for entry in packs.entries("indicator") for name in (entry["name"], *entry.get("synonyms", ()))}
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = _frequencies(known)
    tokenizer.initialized = True
    return Nouns(tokenizer, frozenset(known), synonyms, frozenset(words.get("empty", ())))


def _frequencies(known: Iterable[str]) -> tuple[dict[str, int], int]:
    """What jieba reads from a dictionary file: each word with a frequency that favours long ones, prefixes with 0."""
    freq: dict[str, int] = {}
    for word in sorted(known):
        freq[word] = 10 ** min(len(word), 6)
        for end in range(1, len(word)):
            freq.setdefault(word[:end], 0)
    return freq, sum(freq.values()) or 1
