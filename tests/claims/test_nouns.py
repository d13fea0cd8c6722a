"""Cutting noun phrases loads of jieba what it needs, and leaves the rest to whoever else uses it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from vqr_check.claims.nouns import HAN_RUN, _parted, covered, forget, nouns, similar
from vqr_check.packs import load

LOAD = "import sys; from vqr_check.claims.nouns import nouns; from vqr_check.packs import load; "
CUT = LOAD + "nouns(load()).keys('人'); "


def printed(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", CUT + code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_table_of_probabilities_is_not_loaded() -> None:
    assert printed("print([n for n in sys.modules if n.startswith('jieba.finalseg.') or 'pkg_res' in n])") == "[]"


def test_another_user_of_jieba_has_all_of_it() -> None:
    assert printed("import jieba; print(len(list(jieba.finalseg.cut('我来到北京'))) > 1)") == "True"


def test_the_words_of_several_phrases_are_those_of_each() -> None:
    known = nouns(load())
    assert known.keys("毕业生总数", "计算机专业") == known.keys("毕业生总数") | known.keys("计算机专业")


def test_no_words_cover_and_resemble_nothing() -> None:
    some, none = frozenset({"毕业生"}), frozenset[str]()
    assert (covered(none, some), similar(none, none), covered(some, some), similar(some, none)) == (0, 0, 1, 0)


@pytest.mark.parametrize("run", ["毕业生", "毕业生总数", "甲乙丙丁", "AB班学生", "学生就业率", "图", "本年度录取人数"])
def test_what_jieba_is_not_asked_it_would_have_said(run: str) -> None:
    words = nouns(load())
    whole = "".join(word for word in words.tokenizer.cut(run, HMM=False))
    known = [word for word in words.tokenizer.cut(run, HMM=False) if word in words.known]
    assert [word for word in _parted(words, run) if word in words.known] == known
    assert "".join(_parted(words, run)) == whole


def test_a_known_word_is_one_word_to_jieba_and_to_us() -> None:
    words = nouns(load())
    runs = [word for word in words.known if HAN_RUN.fullmatch(word)]
    assert [run for run in runs if [run] != list(words.tokenizer.cut(run, HMM=False))] == []
    assert [run for run in runs if [run] != list(_parted(words, run))] == []


def test_forgotten_words_are_cut_as_before() -> None:
    before = nouns(load()).keys("毕业生总数")
    forget()
    assert nouns(load()).keys("毕业生总数") == before
