import pytest

from flashcards.rendering import clean_html
from flashcards.rendering.formulas import MAX_FORMULA, Formula, formulas_of, mark_formulas, replace_formulas


def inline(tex: str) -> str:
    return rf'<span class="formula">\({tex}\)</span>'


def block(tex: str) -> str:
    return rf'<span class="formula">\[{tex}\]</span>'


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        (r"a \(x^2\) b", f"a {inline('x^2')} b"),
        (r"\[ x \]", block("x")),
        ("[$]x[/$] and [$$]y[/$$]", f"{inline('x')} and {block('y')}"),
        ("<anki-mathjax>x</anki-mathjax>", inline("x")),
        ('<anki-mathjax block="true">x</anki-mathjax>', block("x")),
        (r"\(a &lt; <b>b</b>&nbsp;c\)", inline("a &lt; b c")),
        (r"\(a<br>b\)", inline("a\nb")),
        (r"\(a<div>b</div>\)", inline("a\nb")),
        ("[latex]$x$[/latex]", inline("x")),
        ("[latex]area $x$ of $y$[/latex]", f"area {inline('x')} of {inline('y')}"),
        ("[latex]$$x$$[/latex]", block("x")),
        (r"[latex]\begin{displaymath}x\end{displaymath}[/latex]", block("x")),
        (r"[latex]\begin{align*}x&amp;=y\end{align*}[/latex]", block(r"\begin{align*}x&amp;=y\end{align*}")),
        (r"[latex]\includegraphics{x}[/latex]", r"<code>\includegraphics{x}</code>"),
        ("[latex]only words[/latex]", "only words"),
        (r"\( \)", ""),
        (r"\(never closed", r"\(never closed"),
        (r"\(x \(y\)", inline(r"x \(y")),
        (r"<code>\(x\)</code> \(y\)", rf"<code>\(x\)</code> {inline('y')}"),
        ("$5 and $6", "$5 and $6"),
        (r"\(" + "x" * (MAX_FORMULA + 1) + r"\)", f"<code>{'x' * (MAX_FORMULA + 1)}</code>"),
    ],
)
def test_formulas_are_marked_however_they_are_written(html: str, marked: str) -> None:
    assert mark_formulas(html) == marked


def test_marked_formulas_survive_cleaning_and_are_found_again() -> None:
    html = clean_html(mark_formulas(r"<p>a \(a &lt; b\)</p>[$$]<i>x</i>[/$$]"))

    assert formulas_of(html) == (Formula("a < b", is_block=False), Formula("x", is_block=True))


def test_a_formula_that_is_not_drawn_leaves_its_source() -> None:
    html = inline("x") + block("y")

    assert replace_formulas(html, lambda one: "Y" if one.is_block else None) == inline("x") + "Y"


@pytest.mark.parametrize("mark", [r"\(", r"\[", "[$]", "[$$]", "[latex]", "<anki-mathjax>", "<code>", r"\(x\)"])
def test_thousands_of_marks_are_no_trouble(mark: str) -> None:
    assert len(mark_formulas(mark * 30_000)) >= 30_000 * len(mark)
