"""The samples are what the script writes."""

from __future__ import annotations

import pytest
from build_samples import NAMES, SAMPLES, blocks, source
from report_text import build

every_sample = pytest.mark.parametrize("name", NAMES)


@every_sample
def test_a_sample_is_what_its_source_makes(name: str) -> None:
    assert blocks((SAMPLES / f"{name}.docx").read_bytes()) == blocks(build(source(name)))


@every_sample
def test_writing_a_sample_twice_gives_the_same_bytes(name: str) -> None:
    assert build(source(name)) == build(source(name))
