"""What a rank bounds: a total that the most, the next and as many others cannot reach."""

from __future__ import annotations

import pytest

from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import load
from vqr_check.relations import relations
from vqr_check.relations.readings import verdict


def reached(text: str) -> list[tuple[str, list[str]]]:
    packs = load()
    found = [r for r in relations(statements(sketch(text), packs), packs) if r.family == "reach"]
    return [(verdict(r), [c.location.text for _, c in r.members]) for r in found]


@pytest.mark.parametrize(("total", "found"), [("330", "agreed"), ("331", "contradicted")])
def test_the_bound_is_the_most_and_the_next_for_all_others(total: str, found: str) -> None:
    text = f"学校开设5个专业，毕业生共{total}人。护理专业毕业生最多，为90人；其次是会计专业，为60人。"
    assert reached(text) == [(found, [total, "90", "60", "5"])]


@pytest.mark.parametrize(
    "text",
    [
        "学校开设5个专业，毕业生共480人。护理专业毕业生最多，为90人。",  # no next
        "学校开设5个专业，上年4个专业，毕业生共480人。护理专业毕业生最多，为90人；其次是会计专业，为60人。",  # 5 or 4
        "学校有5个系，毕业生共480人。护理专业毕业生最多，为90人；其次是会计专业，为60人。",  # another noun
    ],
)
def test_without_one_number_of_the_same_things_nothing_is_bounded(text: str) -> None:
    assert reached(text) == []
