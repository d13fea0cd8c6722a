"""The pack that CONTRIBUTING shows works as it stands there."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from report_text import build

from vqr_check import check
from vqr_check.cli import main

GUIDE = Path(__file__).parents[2] / "CONTRIBUTING.md"
SAMPLE = """
## 二、办学条件
学校现有实训工位1840个，学籍生4600人。
## 三、实训教学
生均实训工位数0.45个。
全年实训耗材支出386元，用于材料费214元，维修费127元。
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    blocks = re.findall(r"```toml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    found = [block for block in blocks if "[[indicator]]" in block]
    assert len(found) == 1
    path = tmp_path / "我的规则包.toml"
    path.write_text(found[0], "utf-8")
    return path


def codes(text: str, *rules: Path) -> list[str]:
    return [finding.rule for finding in check(io.BytesIO(build(text)), name="报告.docx", rules=rules).findings]


def test_its_examples_do_as_they_should(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--test-rules", str(pack)]) == 0
    assert "6 个例子全部符合" in capsys.readouterr().out


def test_its_indicator_and_synonym_find_a_planted_error(pack: Path) -> None:
    assert codes(SAMPLE).count("ABC001") == 0
    assert codes(SAMPLE, pack).count("ABC001") == 1


def test_its_indicator_is_content_with_the_right_figure(pack: Path) -> None:
    assert "ABC001" not in codes(SAMPLE.replace("0.45", "0.40"), pack)


def test_its_sentence_pattern_finds_a_planted_error(pack: Path) -> None:
    assert "VQR201" in codes(SAMPLE, pack)
    assert "VQR201" not in codes(SAMPLE.replace("386", "341"), pack)


def test_it_switches_a_rule_off(pack: Path) -> None:
    text = "如表9所示。\n@ 表1 学生\n| 甲 | 乙 |\n| 3 | 4 |\n\n正文。\n\n@ 表2 教师\n| 甲 | 乙 |\n| 5 | 6 |\n详见表9。"
    assert "VQR602" in codes(text)
    assert "VQR602" not in codes(text, pack)
