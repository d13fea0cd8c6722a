"""Formulas: what an indicator is worked out from, in the words of the reports (双师型教师 ÷ 专任教师)."""

from __future__ import annotations

import re

from vqr_check.record import dataclass

OPERATOR = re.compile(r"\s*([÷/+＋−－-])\s*")
NAMES = {"÷": "÷", "/": "÷", "+": "+", "＋": "+", "−": "−", "－": "−", "-": "−"}


class FormulaError(ValueError):
    """A formula that says nothing that can be checked; the text is a Chinese line."""


@dataclass(frozen=True, slots=True)
class Formula:
    """An operator (÷, + or −) and the terms on its sides, in order."""

    operator: str
    terms: tuple[str, ...]


def parse(text: str) -> Formula:
    """The formula of a text: A ÷ B, A − B, or A + B + …"""
    pieces = OPERATOR.split(text.strip())
    terms, operators = tuple(pieces[::2]), {NAMES[sign] for sign in pieces[1::2]}
    if len(operators) != 1 or not all(terms):
        raise FormulaError(f"算式“{text}”要写成 A ÷ B、A − B 或 A + B + C，A、B 是指标的名称")
    operator = operators.pop()
    if operator != "+" and len(terms) != 2:
        raise FormulaError(f"算式“{text}”里 {operator} 的两边各要一个指标名称")
    if len(set(terms)) != len(terms):
        raise FormulaError(f"算式“{text}”里同一个指标写了两次")
    return Formula(operator, terms)
