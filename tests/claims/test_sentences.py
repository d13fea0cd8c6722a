"""The examples of [[role]] and [[cue]]: the figure in 【】 has the part or the mark that the pattern is for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from vqr_check.claims import statements
from vqr_check.claims.mentions import Mention
from vqr_check.model import Block, Document
from vqr_check.packs import load


def examples(kind: str) -> Iterator[tuple[str, str]]:
    """The names of the patterns with their examples."""
    for entry in load().entries(kind):
        yield from ((entry["name"], text) for text in entry.get("good", ()))


def marked(example: str) -> Mention:
    """The mention of the figure in 【】."""
    at = example.index("【")
    text = example.replace("【", "").replace("】", "")
    document = Document("", "", (Block("body", 0, "paragraph", text),))
    return next(m for m in statements(document, load()).mentions[0] if m.quantity.end > at)


@pytest.mark.parametrize(("name", "example"), list(examples("role")))
def test_a_figure_gets_its_role(name: str, example: str) -> None:
    assert marked(example).role == name


@pytest.mark.parametrize(("name", "example"), list(examples("cue")))
def test_a_figure_gets_its_cue(name: str, example: str) -> None:
    assert name in marked(example).cues


def test_every_role_that_is_told_by_words_shows_an_example() -> None:
    assert [e["name"] for e in load().entries("role") if "before" in e and not e.get("good")] == []
