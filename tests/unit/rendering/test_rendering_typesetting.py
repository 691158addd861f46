import gc
import sys

import pytest

from flashcards.rendering.chemistry import without_chemistry
from flashcards.rendering.formulas import Formula
from flashcards.rendering.typesetting import Drawing, inked, typeset
from tests.pace import within


def drawn(tex: str, *, is_block: bool = False) -> Drawing:
    drawing = typeset(Formula(tex, is_block))
    assert drawing is not None
    return drawing


@pytest.mark.parametrize(
    "tex",
    [
        r"x^2",
        r"\text{GMLOS} = \sqrt[n]{x_1 x_2 \cdots x_n}",
        r"\begin{align} a &= b \\ c &= d \end{align}",
        r"\begin{equation} a = b \label{x} \end{equation}",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}",
        r"\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}",
        r"\ce{2H2 + O2 -> 2H2O}",
        r"50\,\% \le p < 0.05",
        "a<b",
    ],
)
def test_everyday_formulas_are_drawn(tex: str) -> None:
    drawing = drawn(tex, is_block=True)

    assert drawing.svg.startswith("<svg")
    assert "symbol" not in drawing.svg
    assert drawing.width > 0.4
    assert drawing.ascent > 0.4


def test_a_fraction_reaches_below_the_line_and_a_letter_does_not() -> None:
    assert drawn(r"\frac{a}{b}").descent > 0.3
    assert drawn("x").descent < 0.1


@pytest.mark.parametrize(
    "tex",
    [
        "",
        "   ",
        r"\foo{x}",
        r"\frac{a",
        "&",
        "漢字",
        r"\includegraphics{x.png}",
        r"\hspace{9999in}x",
        r"\rule{999em}{999em}",
        "x" * 4_001,
        "{" * 2_000,
        r"\text{<&>}",
    ],
)
def test_what_cannot_be_drawn_is_none(tex: str) -> None:
    assert typeset(Formula(tex, is_block=False)) is None


@pytest.mark.parametrize(
    "tex", [r"\left(" * 40 + "x" + r"\right)" * 40, r"\sqrt{" * 30 + "x" + "}" * 30, "(" * 1000 + ")" * 1000]
)
def test_a_hostile_formula_is_given_up_in_time(tex: str) -> None:
    with within(seconds=2):
        assert typeset(Formula(tex, is_block=False), seconds=0.05) is None
    assert sys.getprofile() is None


def test_a_deadline_holds_wherever_it_strikes() -> None:
    with within(seconds=10):
        for moment in range(40):
            brackets, tables = (r"\left(", r"\right)", 30), (r"\begin{matrix}", r"\end{matrix}", 20)
            opening, closing, depth = brackets if moment % 2 == 0 else tables
            tex = opening * depth + "x" + closing * depth
            assert typeset(Formula(tex, is_block=False), seconds=0.003 + 0.0007 * moment) is None


def test_a_deadline_holds_while_the_garbage_collector_calls_others() -> None:
    usual = gc.get_threshold()
    callbacks = [lambda *_: [str.upper(""), str.lower("")] for _ in range(100)]
    gc.callbacks.extend(callbacks)
    gc.set_threshold(5)
    try:
        for moment in range(10):
            tex = r"\begin{matrix}" * 20 + "x" + r"\end{matrix}" * 20
            assert typeset(Formula(tex, is_block=False), seconds=0.003 + 0.0007 * moment) is None
    finally:
        gc.set_threshold(*usual)
        for one in callbacks:
            gc.callbacks.remove(one)


def test_the_commands_a_card_defines_are_forgotten_after_it() -> None:
    drawn(r"\newcommand{\mine}{b}\mine")

    assert typeset(Formula(r"\mine", is_block=False)) is None


def test_a_formula_wears_the_ink_it_is_given_and_its_own_colours_made_legible() -> None:
    svg = inked(drawn(r"a \color{blue}{b}"), "#ecebe8", "#17181c")

    assert 'fill="#ecebe8"' in svg
    assert "currentColor" not in svg
    assert 'fill="blue"' not in svg


@pytest.mark.parametrize(
    ("tex", "written"),
    [
        (r"\ce{H2O}", r"{\mathrm{H}_{2}\mathrm{O}}"),
        (r"\ce{SO4^2-}", r"{\mathrm{SO}_{4}^{2-}}"),
        (r"\ce{Na+}", r"{\mathrm{Na}^{+}}"),
        (r"\ce{2H2 + O2 -> 2H2O}",
         r"{2\,\mathrm{H}_{2}  +  \mathrm{O}_{2}  \rightarrow  2\,\mathrm{H}_{2}\mathrm{O}}"),
        (r"\ce{A <=>[heat] B}", r"{\mathrm{A} \overset{\text{heat}}{\rightleftharpoons} \mathrm{B}}"),
        (r"\ce{CuSO4.5H2O}", r"{\mathrm{CuSO}_{4}\cdot 5\,\mathrm{H}_{2}\mathrm{O}}"),
        (r"\ce{^{14}_{6}C}", r"{^{14}_{6}\mathrm{C}}"),
        (r"\ce{CH2=CH2}", r"{\mathrm{CH}_{2}{=}\mathrm{CH}_{2}}"),
        (r"\ce{CaCO3 v}", r"{\mathrm{CaCO}_{3} \downarrow}"),
        (r"\pu{5 mg/L}", r"{\mathrm{5\,mg/L}}"),
        (r"x + \ce{H2", r"x + \ce{H2"),
    ],
)  # fmt: skip
def test_chemistry_is_written_out(tex: str, written: str) -> None:
    assert without_chemistry(tex) == written
