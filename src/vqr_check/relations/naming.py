"""Names of facts: which words of a phrase name what is measured, and which of them are the same by another name."""

from __future__ import annotations

from functools import cache
from typing import Any

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import NOTHING, Nouns, nouns
from vqr_check.packs import Packs, ready
from vqr_check.packs.sought import needed_by, sought
from vqr_check.record import dataclass

PATTERNS = (
    "neutral",
    "tail",
    "counted",
    "share_of",
    "within",
    "era",
    "eras",
    "season",
    "unit",
    "nameless",
    "extreme",
    "topic",
    "entry",
    "target",
    "ahead",
    "doing",
    "others",
)
SOUGHT = frozenset({"season", "extreme", "topic"})  # of these it is only asked where they stand
GAP = 40  # characters of a sentence in front of a figure that may be about it


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The words and patterns that facts are named by."""

    nouns: Nouns
    same: dict[frozenset[str], frozenset[str]]
    apart: frozenset[str]
    links: str
    of: str
    neutral: Any
    tail: Any
    counted: Any
    share_of: Any
    within: Any
    within_needs: frozenset[str]  # characters of which ``within`` needs one
    era: Any
    eras: Any
    season: Any
    unit: Any
    nameless: Any
    extreme: Any
    topic: Any
    entry: Any
    target: Any
    ahead: Any
    doing: Any
    others: Any

    def unnamed(self, *names: str) -> bool:
        """Whether the names of a claim are only of the rest or the sum of something: 其他, 合计."""
        filled = [name.strip() for name in names if name.strip()]
        return bool(filled) and all(self.nameless.fullmatch(name) for name in filled)

    def core(self, bare: str, heading: str = "") -> frozenset[str]:
        """The words that a bare phrase names its measure by, the same for all names of it.

        Under a heading that says more of it (项目支出) a bare name (支出) is not that of the whole.
        """
        keys = self.nouns.keys(str(self.tail.sub("", bare)) or bare)
        front = heading.partition(bare)[0][-1:] if bare and bare in heading else ""
        narrowed = front.isalpha() and front not in self.links
        return keys if narrowed else self.same.get(keys, keys)

    def bare(self, phrase: str, counts: bool = False) -> str:
        """A phrase without what does not change what is measured; ``counts`` where its figure is no percentage."""
        bare = self.neutral.sub("", phrase)
        return str(self.counted.sub("", bare) if counts else bare)

    def counted_by(self, name: str, behind: str) -> str:
        """A name without what those do whose number stands in front: 乡镇卫生院 for (143个)乡镇卫生院拥有床位."""
        at = next((k for k in range(len(name)) if behind.startswith(name[k:])), len(name))
        return name[:at] + str(self.doing.sub("", name[at:])) if at < len(name) else name

    def among(self, bare: str) -> tuple[str, str]:
        """Of whom some are counted, and what: 在校生 and 共青团员 in 在校生中(有1386名)共青团员; "" for all of them."""
        found = self.within.match(bare)
        return (found["all"], bare[found.end() :]) if found else ("", bare)

    def counts_some(self, before: str) -> bool:
        """Whether the words in front of a figure say of whom it counts some: 在校生中有."""
        told = not self.within_needs or any(char in before for char in self.within_needs)
        return told and self.among(self.bare(before))[0] != ""

    def of_own(self, name: str, mention: Mention) -> str:
        """What a percentage is of by its own words: 双师型教师 in 双师型教师已占专业课教师; "" for 占专业课教师."""
        cut = self.share_of.sub("", name)
        whole = cut == name and mention.before.rstrip().endswith(self.of)  # 接近项目支出的一半
        return "" if whole else str(cut)

    def topic_of(self, front: str) -> frozenset[str]:
        """The words of the item that a paragraph of a final account opens with: …（款）住房公积金（项）。"""
        found = self.topic.search(front)
        return self.core(found["name"]) if found else NOTHING

    def realm(self, gap: str) -> str:
        """Whose figure it is where it is that of all others: 全省 in 全省高职院校平均落实率; "" for its own."""
        found = self.others.search(gap.rpartition("。")[2][-GAP:])
        return (found["of"] or found["than"]) if found else ""

    def between(self, gap: str) -> frozenset[str]:
        """The words of a sentence between its last figure and this one."""
        return self.nouns.keys(gap.rpartition("。")[2][-GAP:]) if gap else NOTHING


def _compiled(packs: Packs) -> dict[str, Any]:
    table = packs.table("restated")
    texts = {name: table[name].replace("{era}", table["era"]) for name in PATTERNS}
    return {name: sought(text) if name in SOUGHT else ready(text) for name, text in texts.items()}


@cache
def names(packs: Packs) -> Names:
    """The words of the packs that facts are named by."""
    table, patterns, cut = packs.table("restated"), _compiled(packs), nouns(packs)
    groups = [[cut.keys(patterns["neutral"].sub("", name)) for name in named] for named in table["same"]]
    same = {other: first for first, *rest in groups for other in rest}
    return Names(
        nouns=cut,
        same=same,
        apart=frozenset(table["apart"]),
        links=table["links"],
        of=table["of"],
        within_needs=needed_by(patterns["within"]),
        **patterns,
    )
