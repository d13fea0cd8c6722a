"""Settings: found near the document, refused with their line, obeyed."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest
from report_text import build

from vqr_check import Config, Precision, Report, VqrCheckError, check
from vqr_check.cli import main

TEXT = """
## 一、规模
学校现有学生1000人，其中男生460人，占学生总数的48%。
@ 表1 各专业学生
| 专业 | 人数 |
|---|---|
| 机电技术 | 412 |
| 会计事务 | 318 |
| 幼儿保育 | 270 |
| 合计 | 1030 |
"""


def report(config: Config, text: str = TEXT, name: str = "年报.docx") -> Report:
    return check(io.BytesIO(build(text)), name=name, config=config)


def codes(config: Config, name: str = "年报.docx") -> list[str]:
    return sorted(finding.rule for finding in report(config, name=name).findings)


def read(text: str, folder: Path, name: str = "vqr-check.toml") -> Config:
    (folder / name).write_text(text, "utf-8")
    return Config.read(folder / name)


def test_every_key_is_read(tmp_path: Path) -> None:
    config = read(
        'select = ["VQR2"]\nignore = ["VQR203"]\nfail-on = "warning"\nseverity = { VQR201 = "info" }\n'
        'per-file-ignores = { "旧/*.docx" = ["VQR201"] }\nrules = ["own.toml", "vocational"]\nbaseline = "known.toml"\n'
        'rounding = "nearest"\ntolerance = 0.5\n',
        tmp_path,
    )
    assert config == Config(
        select=("VQR2",),
        ignore=("VQR203",),
        fail_on="warning",
        severity=(("VQR201", "info"),),
        per_file_ignores=(("旧/*.docx", ("VQR201",)),),
        rules=(str(tmp_path / "own.toml"), "vocational"),
        baseline=str(tmp_path / "known.toml"),
        precision=Precision("nearest", Decimal("0.5")),
        source=str(tmp_path / "vqr-check.toml"),
    )


def test_the_nearest_settings_hold(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    read('ignore = ["VQR2"]\n', tmp_path)
    read('[project]\nname = "x"\n[tool.vqr-check]\nignore = ["VQR3"]\n', tmp_path / "a", "pyproject.toml")
    assert Config.near(deep / "年报.docx").ignore == ("VQR3",)
    assert Config.near(tmp_path / "年报.docx").ignore == ("VQR2",)


@pytest.mark.parametrize(
    "written",
    [
        '[tool.vqr-check]\nignore = ["VQR3"]',
        '[tool."vqr-check"]\nignore = ["VQR3"]',
        '["tool".\'vqr-check\']\nignore = ["VQR3"]',
        '[tool]\nvqr-check.ignore = ["VQR3"]',
        '[ "tool" ]\nvqr-check = { ignore = ["VQR3"] }',
        'tool.vqr-check.ignore = ["VQR3"]',
        'tool = { vqr-check = { ignore = ["VQR3"] } }',
    ],
)
def test_a_table_of_a_pyproject_is_found_however_it_is_written(written: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(f"{written}\n")
    assert Config.near(tmp_path / "x.docx").ignore == ("VQR3",)


def test_a_project_of_our_name_without_a_table_for_us_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "vqr-check"\n[project.scripts]\nvqr-check = "a:b"\n')
    assert Config.near(tmp_path / "x.docx") == Config()


def test_a_pyproject_without_a_word_about_us_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    read('ignore = ["VQR2"]\n', tmp_path)
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert Config.near(tmp_path / "a" / "年报.docx").ignore == ("VQR2",)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('\nselct = ["VQR2"]', 2, "不认识“selct”，是不是“select”？"),
        ('ignore = ["VQR2",\n"20"]', 2, "不合规定的写法"),
        ('fail-on = "errors"', 1, "“fail-on”不能是“errors”，是不是“error”？"),
        ("tolerance = -1", 1, "“tolerance”不能小于 0"),
        ("tolerance = true", 1, "“tolerance”要写成数字"),
        ('rounding = "up"', 1, "“rounding”不能是“up”"),
        ('[severity]\nVQR201 = "bad"', 2, "“VQR201”不能是“bad”"),
        ("select = [", 1, "不是正确的 TOML"),
    ],
)
def test_wrong_settings_are_refused_with_their_line(text: str, line: int, words: str, tmp_path: Path) -> None:
    with pytest.raises(VqrCheckError) as caught:
        read(text, tmp_path)
    assert f"vqr-check.toml，第 {line} 行：" in str(caught.value)
    assert words in str(caught.value)


def test_lines_of_a_pyproject_are_those_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(VqrCheckError, match=r"pyproject\.toml，第 4 行：不认识“selct”"):
        read('[project]\nname = "x"\n[tool.vqr-check]\nselct = []\n', tmp_path, "pyproject.toml")


def test_by_default_everything_is_reported() -> None:
    assert codes(Config()) == ["VQR201", "VQR301"]


def test_select_leaves_the_rest_out() -> None:
    assert codes(Config(select=("VQR2",))) == ["VQR201"]


def test_ignore_leaves_a_rule_out() -> None:
    assert codes(Config(ignore=("VQR201",))) == ["VQR301"]


@pytest.mark.parametrize(("name", "left"), [("旧/年报.docx", ["VQR301"]), ("新/年报.docx", ["VQR201", "VQR301"])])
def test_rules_are_ignored_by_file(name: str, left: list[str]) -> None:
    assert codes(Config(per_file_ignores=(("旧/*.docx", ("VQR201",)),)), name) == left


def test_a_severity_is_set() -> None:
    assert {f.severity for f in report(Config(severity=(("VQR201", "info"),))).findings if f.rule == "VQR201"} == {
        "info"
    }


def test_a_tolerance_is_granted_and_said() -> None:
    config = Config(precision=Precision(tolerance=Decimal(5)))
    found = report(config)
    assert [f.rule for f in found.findings] == ["VQR201"]  # 46 % for 48 % is let pass, 10 people are not
    assert found.findings[0].message.endswith("（已放宽末位 ±5）")
    assert dict(found.findings[0].params)["tolerance"] == "5"
    assert any("容差不是 0" in note for note in found.notes)
    assert found.to_dict()["tolerance"] == "5"


def test_without_a_tolerance_nothing_is_said_of_it() -> None:
    found = report(Config())
    assert not any("容差" in note for note in found.notes)
    assert "放宽" not in found.findings[0].message


CUT = "报名学员59人，合格56人，占报名学员的94.91%。"  # 94.915…, cut off instead of rounded


@pytest.mark.parametrize(("rounding", "count"), [("either", 0), ("truncate", 0), ("nearest", 1)])
def test_the_rounding_mode_decides_about_a_figure_that_is_cut_off(rounding: str, count: int) -> None:
    config = Config(precision=Precision(rounding))  # type: ignore[arg-type]
    assert len(list(report(config, CUT).at_least("warning"))) == count


def test_where_figures_are_cut_off_a_rounded_one_is_wrong() -> None:
    rounded = CUT.replace("94.91", "94.92")
    assert not report(Config(), rounded).findings
    assert len(report(Config(precision=Precision("truncate")), rounded).findings) == 1


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "年报.docx").write_bytes(build(TEXT))
    return tmp_path


def test_the_command_line_obeys_the_settings_near_the_document(folder: Path) -> None:
    assert main(["年报.docx"]) == 1
    (folder / "vqr-check.toml").write_text('fail-on = "never"\n')
    assert main(["年报.docx"]) == 0


def test_isolated_reads_no_settings(folder: Path) -> None:
    (folder / "vqr-check.toml").write_text('fail-on = "never"\n')
    assert main(["--isolated", "年报.docx"]) == 1


def test_config_names_the_settings(folder: Path) -> None:
    (folder / "other.toml").write_text('ignore = ["VQR"]\n')
    assert main(["--config", "other.toml", "年报.docx"]) == 0


def test_the_command_line_stands_above_the_settings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "vqr-check.toml").write_text('select = ["VQR3"]\n')
    main(["--format", "concise", "--select", "VQR2", "年报.docx"])
    out = capsys.readouterr().out
    assert "VQR201" in out
    assert "VQR301" not in out


def test_the_tolerance_is_in_the_summary_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "vqr-check.toml").write_text("tolerance = 1\n")
    main(["-q", "年报.docx"])
    assert "容差 末位±1" in capsys.readouterr().out.replace("\n", "")


def test_wrong_settings_cost_the_status(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "vqr-check.toml").write_text("tolerence = 1\n")
    assert main(["年报.docx"]) == 2
    assert "第 1 行：不认识“tolerence”，是不是“tolerance”？" in capsys.readouterr().err


def test_a_code_that_is_none_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--select", "合计", "年报.docx"]) == 2
    assert "规则代码“合计”不对" in capsys.readouterr().err
