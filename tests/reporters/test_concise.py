"""One line a finding."""

from __future__ import annotations

from report_builder import report

from vqr_check.reporters.concise import lines
from vqr_check.reporters.run import Run


def test_each_finding_is_one_line_with_path_place_severity_and_code() -> None:
    first, second, third = lines(Run((report(),)))
    assert first.startswith("质量报告.docx:第4段: 错误 VQR301 占比与人数不符：报告写 42.46%")
    assert second.startswith("质量报告.docx:第6段: 错误 VQR201")
    assert third.startswith("质量报告.docx:第1个表第4行第2列: 警告 VQR202")
