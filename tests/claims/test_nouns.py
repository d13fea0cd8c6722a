"""Cutting noun phrases loads of jieba what it needs, and leaves the rest to whoever else uses it."""

from __future__ import annotations

import subprocess
import sys

LOAD = "import sys; from vqr_check.claims.nouns import nouns; from vqr_check.packs import load; "
CUT = LOAD + "nouns(load()).keys('人'); "


def printed(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", CUT + code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_table_of_probabilities_is_not_loaded() -> None:
    assert printed("print([n for n in sys.modules if n.startswith('jieba.finalseg.') or 'pkg_res' in n])") == "[]"


def test_another_user_of_jieba_has_all_of_it() -> None:
    assert printed("import jieba; print(len(list(jieba.finalseg.cut('我来到北京'))) > 1)") == "True"
