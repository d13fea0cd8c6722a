"""A user's pack stands behind the shipped ones, and its patterns before theirs and under a time limit."""

from __future__ import annotations

from pathlib import Path

import pytest

from vqr_check import Precision, Rule, VqrCheckError
from vqr_check.claims import statements
from vqr_check.document.sketch import sketch
from vqr_check.packs import Packs, chosen, load


def pack(text: str, folder: Path, name: str = "own") -> Packs:
    path = folder / f"{name}.toml"
    path.write_text(text, "utf-8")
    return chosen((str(path),))


def roles(text: str, packs: Packs) -> list[str]:
    return [mention.role for found in statements(sketch(text), packs).mentions for mention in found]


def test_without_a_pack_the_shipped_ones_are_chosen() -> None:
    assert chosen() is load()


def test_equal_content_is_the_same_object(tmp_path: Path) -> None:
    assert pack("off = ['VQR101']", tmp_path) is pack("off = ['VQR101']", tmp_path)


def test_content_that_changed_is_read_again(tmp_path: Path) -> None:
    assert pack("off = ['VQR101']", tmp_path).off == ("VQR101",)
    assert pack("off = ['VQR201']", tmp_path).off == ("VQR201",)


def test_a_shipped_name_adds_nothing_that_is_there() -> None:
    assert chosen(("vocational",), Precision()).names == load().names


def test_a_role_of_a_users_pack_is_tried_first(tmp_path: Path) -> None:
    packs = pack("[[role]]\nname = 'rate'\nbefore = '比重升幅[^，。]*$'\n", tmp_path)
    text = "学生比重升幅占12%。"
    assert roles(text, packs) == ["rate"]
    assert roles(text, load()) != ["rate"]


def test_words_of_a_users_vocabulary_are_no_patterns(tmp_path: Path) -> None:
    packs = pack("[vocabulary]\nup = ['窜(升)*']\n", tmp_path)
    assert roles("产值窜(升)*7%。", packs) == ["rate"]
    assert roles("产值窜升升7%。", packs) == roles("产值窜升升7%。", load())


def test_a_unit_of_a_users_pack_is_read(tmp_path: Path) -> None:
    packs = pack('[units]\n"工分" = "[workpoints]"\n', tmp_path)
    found = [m.quantity for one in statements(sketch("全队共记120工分。"), packs).mentions for m in one]
    assert [(str(q.value), q.unit, q.dimension) for q in found] == [("120", "工分", "workpoints")]


def test_a_pattern_that_never_ends_is_stopped_and_named(tmp_path: Path) -> None:
    packs = pack("\n[[role]]\nname = 'share'\nbefore = '(?:(?:学|学学)+)+校$'\n", tmp_path)
    with pytest.raises(VqrCheckError, match=r"own\.toml，第 2 行：这个句式匹配一段文字超过 1 秒"):
        statements(sketch("学" * 60 + "习12%。"), packs)


@pytest.mark.parametrize("code", ["VQR901", "abc", "A1"])
def test_a_python_rule_needs_a_code_of_its_own(code: str) -> None:
    with pytest.raises(VqrCheckError, match=code):
        chosen(rules=(Rule(code, "own", "题", "句", lambda claims: ()),))
