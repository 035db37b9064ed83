"""Formulas of metrics, computed over the parsed formula with a short list of operations; nothing is ever run."""

import ast
import math
import operator
import warnings
from collections.abc import Callable, Mapping

from partnergloss.errors import listed, shown

RESULT = "result"
"""The key of an example that holds what the formula gives for the others."""

_ALLOWED = "names, numbers, + - * / and brackets, abs, min, max"
_LONGEST = 500
"""Characters of a formula; a longer one is no formula that people read."""

_CLOSE = 0.005
"""By how much of itself a result may be rounded."""

_OPERATORS: dict[type[ast.AST], Callable[..., float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
}
_FUNCTIONS: dict[str, Callable[..., float]] = {"abs": abs, "max": max, "min": min}


class FormulaError(ValueError):
    """A formula that is more than arithmetic, or an example that does not fit it."""


def verify(formula: str, example: Mapping[str, float]) -> None:
    """Compute a formula from its example and compare the results, which may differ by rounding (0.5 %).

    Raises:
        FormulaError: in words, what does not fit.
    """
    if RESULT not in example:
        raise FormulaError(f"the example has no {RESULT!r}")
    inputs = {name: value for name, value in example.items() if name != RESULT}
    for name in inputs:
        if name in _FUNCTIONS or not name.isidentifier():
            raise FormulaError(f"{shown(name)} is no name for an input: letters, digits and _, and no function's")
    tree = _parsed(formula)
    unused = inputs.keys() - _names(tree)
    if unused:
        raise FormulaError(f"the formula does not use {listed(sorted(unused))}")
    try:
        value = _value(tree, inputs)
    except (ArithmeticError, TypeError, RecursionError) as error:
        raise FormulaError("the example cannot be computed") from error
    if not math.isfinite(value):
        raise FormulaError("the example gives no finite number")
    if not math.isclose(value, example[RESULT], rel_tol=_CLOSE, abs_tol=1e-9):
        raise FormulaError(f"the example gives {value:.6g}, not {example[RESULT]:.6g}")


def _parsed(formula: str) -> ast.expr:
    if len(formula) > _LONGEST:
        raise FormulaError(f"it is longer than {_LONGEST} characters")
    if "#" in formula:
        raise FormulaError(f"it holds a comment; only {_ALLOWED}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", SyntaxWarning)  # Python would print it
            return ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError(f"it is no arithmetic: {_ALLOWED}") from error


def _names(tree: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - _FUNCTIONS.keys()


def _value(node: ast.expr, inputs: Mapping[str, float]) -> float:
    """Compute one node of the formula's tree."""
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return float(number)
        case ast.Name(id=name) if name in inputs:
            return inputs[name]
        case ast.Name(id=name):
            raise FormulaError(f"the example has no {shown(name)}")
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_value(left, inputs), _value(right, inputs))
        case ast.UnaryOp(op=ast.USub() as op, operand=operand):
            return _OPERATORS[type(op)](_value(operand, inputs))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in _FUNCTIONS:
            return _FUNCTIONS[name](*(_value(argument, inputs) for argument in arguments))
        case _:
            raise FormulaError(f"{shown(ast.unparse(node))} is not allowed; only {_ALLOWED}")
