"""Arithmetic in deck files: `9300 / 30 = 310`. Exact, and it can do nothing but arithmetic."""

import re
from collections.abc import Callable
from fractions import Fraction

MAX_LENGTH = 300
MAX_DEPTH = 20
MAX_BITS = 4_096
"""The size of the largest number worked with."""

_TOKEN = re.compile(r"\s*(?:([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|\.[0-9]+)|(\*\*|[-+*/^()]))")
_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "–": "-"})
_RESULT = re.compile(r"-?[0-9]+(?:,[0-9]{3})*(?:\.([0-9]+))?")

_STEPS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}


class CalculationError(ValueError):
    """A calculation is wrong or not understood. Its text says which and why."""


def check(calculation: str) -> None:
    """Make sure that a calculation comes out as written.

    The left side is worked out exactly and rounded, half up, to as many decimals as the right side has. Understood
    are numbers (with or without `,` between thousands), `+ - * / ^`, `× ÷ −` and parentheses.

    Raises:
        CalculationError: it does not come out, or is not arithmetic.
    """
    left, equals, right = calculation.translate(_SIGNS).partition("=")
    expected = right.strip()
    match = _RESULT.fullmatch(expected)
    if not equals or match is None:
        problem = f"“{calculation}” is not a calculation and its result, such as 9300 / 30 = 310"
        raise CalculationError(problem)
    rounded = round_half_up(evaluate(left), len(match[1] or ""))
    if rounded != Fraction(expected.replace(",", "")):
        problem = f"{left.strip()} is {_written(rounded, len(match[1] or ''))}, not {expected}"
        raise CalculationError(problem)


def evaluate(text: str) -> Fraction:
    """Work out an arithmetic expression, exactly.

    Raises:
        CalculationError: it is not arithmetic, divides by zero, or gets out of hand.
    """
    if len(text) > MAX_LENGTH:
        problem = "the calculation is too long"
        raise CalculationError(problem)
    tokens = _tokens(text.translate(_SIGNS))
    value = _Reader(tokens).sum(0)
    if tokens:
        problem = f"“{tokens[-1]}” is not expected in “{text.strip()}”"
        raise CalculationError(problem)
    return value


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """Round to a number of decimals; halves go away from zero, as people do it."""
    scale = 10**decimals
    whole = int(abs(value) * scale + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, scale)


def _tokens(text: str) -> list[str]:
    """Give numbers and signs, the first one last."""
    tokens = []
    position = 0
    while position < len(text.rstrip()):
        match = _TOKEN.match(text, position)
        if match is None:
            problem = f"“{text[position:].strip()[:20]}” is not arithmetic"
            raise CalculationError(problem)
        tokens.append(match[1] or match[2])
        position = match.end()
    return tokens[::-1]


def _written(value: Fraction, decimals: int) -> str:
    return f"{float(value):,.{decimals}f}" if abs(value) < 10**15 else "far larger"


class _Reader:
    """Reads numbers and signs from the end of a list, by precedence."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens

    def sum(self, depth: int) -> Fraction:
        value = self._product(depth)
        while self._next() in {"+", "-"}:
            value = _bounded(_STEPS[self._tokens.pop()](value, self._product(depth)))
        return value

    def _product(self, depth: int) -> Fraction:
        value = self._signed(depth)
        while self._next() in {"*", "/"}:
            step = self._tokens.pop()
            factor = self._signed(depth)
            if step == "/" and factor == 0:
                problem = "it divides by zero"
                raise CalculationError(problem)
            value = _bounded(_STEPS[step](value, factor))
        return value

    def _signed(self, depth: int) -> Fraction:
        if self._next() in {"-", "+"}:
            sign = self._tokens.pop()
            value = self._signed(_deeper(depth))
            return -value if sign == "-" else value
        return self._power(depth)

    def _power(self, depth: int) -> Fraction:
        base = self._atom(depth)
        if self._next() not in {"^", "**"}:
            return base
        self._tokens.pop()
        exponent = self._signed(_deeper(depth))
        if exponent.denominator != 1 or not 0 <= exponent <= 100:
            problem = "an exponent must be a whole number from 0 to 100"
            raise CalculationError(problem)
        if _bits(base) * int(exponent) > MAX_BITS:
            problem = "the numbers get too large"
            raise CalculationError(problem)
        return Fraction(base ** int(exponent))

    def _atom(self, depth: int) -> Fraction:
        term = self._tokens.pop() if self._tokens else ""
        if term == "(":
            value = self.sum(_deeper(depth))
            if self._next() != ")":
                problem = "a “(” is never closed"
                raise CalculationError(problem)
            self._tokens.pop()
            return value
        if not term or not (term[0].isdigit() or term[0] == "."):
            problem = f"a number is missing before “{term}”" if term else "a number is missing at the end"
            raise CalculationError(problem)
        return Fraction(term.replace(",", ""))

    def _next(self) -> str:
        return self._tokens[-1] if self._tokens else ""


def _deeper(depth: int) -> int:
    if depth >= MAX_DEPTH:
        problem = "the parentheses are nested too deeply"
        raise CalculationError(problem)
    return depth + 1


def _bits(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()


def _bounded(value: Fraction) -> Fraction:
    if _bits(value) > MAX_BITS:
        problem = "the numbers get too large"
        raise CalculationError(problem)
    return value
