"""Reads the XML files of the Genius platform; public through `packages.Scenario.from_genius`.

References
----------
R. Lin, S. Kraus, T. Baarslag, D. Tykhonov, K. Hindriks and C. M. Jonker, "Genius: an integrated
environment for supporting the design of generic automated negotiators", *Computational
Intelligence* 30(1), 2014, 48-70.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from unstuck.analysis._checks import number
from unstuck.analysis._preferences import Issue, Party, distinct, some
from unstuck.analysis._source import content

_MOST_BYTES = 5_000_000
_MOST_OPTIONS = 1_000_000
_DEEPEST = 50

Range = tuple[int, int]


def read(
    domain: str | Path, profiles: Sequence[str | Path]
) -> tuple[str, list[Issue], list[Party]]:
    """Return name, issues and parties of a scenario; ``ValueError`` as told in `from_genius`."""
    name = _called(domain, "")
    what = f"The domain '{name}'"
    root = _parsed(domain, what, "negotiation_template")
    if root.find("utility_space/objective") is None:
        raise ValueError(f"{what} has no objective in a utility_space; give a domain file.")
    elements = list(root.iterfind("utility_space//issue"))
    issues = [_issue(element, what) for element in elements]
    distinct([issue.name for issue in issues], "issue")
    ranges = {
        issue.name: None if _kind(element, what) == "discrete" else _range(element, what)
        for issue, element in zip(issues, elements, strict=True)
    }
    names = [_called(profile, f"party {i}") for i, profile in enumerate(profiles, 1)]
    parties = []
    for i, profile in enumerate(profiles):
        unique = names[i] if names.count(names[i]) == 1 else f"{names[i]} {i + 1}"
        parties.append(_party(profile, unique, issues, ranges))
    return name, issues, parties


def _called(source: object, otherwise: str) -> str:
    """Return what to call a file: its name, or something else for a text in its place."""
    return otherwise if _is_text(source) else Path(str(source)).stem


def _is_text(source: object) -> bool:
    """Whether a source is XML itself and no path."""
    return isinstance(source, str) and source.lstrip().startswith("<")


def _parsed(source: str | Path, what: str, root: str) -> Element:
    """Return a parsed file with the right root. Document types and entities are refused."""
    text = _is_text(source)
    data = content(source, text, what, _MOST_BYTES)
    builder, depth = TreeBuilder(), 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise ValueError(f"{what} is nested too deeply to be a scenario; give another file.")
        builder.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    def refuse(*_: object) -> NoReturn:
        raise ValueError(f"{what} declares a document type or an entity; take it out of the file.")

    parser = expat.ParserCreate("utf-8" if text else None)
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, UnicodeError) as error:
        raise ValueError(f"{what} is no proper XML ({error}); mend it.") from error
    found = builder.close()
    if found.tag != root:
        raise ValueError(
            f"{what} must begin with <{root}>, not <{found.tag}>; "
            "give the domain first and then a profile for each party."
        )
    return found


def _attribute(element: Element, name: str, what: str) -> str:
    """Return an attribute that must be there."""
    value = element.get(name)
    if value is None:
        raise ValueError(f"{what} has a <{element.tag}> without '{name}'; add it.")
    return value


def _real(element: Element, name: str, what: str) -> float:
    """Return an attribute that must be a finite number."""
    value = _attribute(element, name, what)
    try:
        return number(float(value), f"'{name}' of <{element.tag}> in {what}")
    except ValueError as error:
        raise ValueError(
            f"{what} has {value!r} as '{name}' of <{element.tag}>; put a plain number there."
        ) from error


def _kind(element: Element, what: str) -> str:
    """Return whether an issue is discrete or integer; others are refused."""
    kind = element.get("type") or element.get("vtype") or element.get("etype") or "discrete"
    if kind not in ("discrete", "integer"):
        raise ValueError(
            f"{what} has an issue of the type '{kind}'; only 'discrete' and 'integer' can be read."
        )
    return kind


def _range(element: Element, what: str) -> Range:
    """Return the lower and upper bound of an integer issue."""
    holder = element.find("range")
    bounds = []
    for name in ("lowerbound", "upperbound"):
        value = _real(element if holder is None else holder, name, what)
        if value != int(value):
            raise ValueError(f"{what} has {value:g} as '{name}'; put a whole number there.")
        bounds.append(int(value))
    low, high = bounds
    if not 0 <= high - low < _MOST_OPTIONS:
        raise ValueError(
            f"{what} has an integer issue from {low} to {high}; "
            f"let it rise, and by less than {_MOST_OPTIONS:,}."
        )
    return low, high


def _issue(element: Element, what: str) -> Issue:
    """Return an issue of the domain."""
    name = _attribute(element, "name", what)
    if _kind(element, what) == "integer":
        low, high = _range(element, what)
        return Issue(name, [str(i) for i in range(low, high + 1)])
    return Issue(name, [_attribute(item, "value", what) for item in element.iterfind("item")])


def _party(
    source: str | Path, name: str, issues: Sequence[Issue], ranges: dict[str, Range | None]
) -> Party:
    """Return a party as a profile tells it."""
    what = f"The profile '{name}'"
    root = _parsed(source, what, "utility_space")
    found = {_attribute(each, "name", what): each for each in root.iterfind(".//issue")}
    _same_issues(found, issues, what)
    weights = _weights(root, what)
    values, weight_of = {}, {}
    for issue in issues:
        element, bounds = found[issue.name], ranges[issue.name]
        index = _attribute(element, "index", what)
        if index not in weights:
            raise ValueError(f"{what} has no weight for '{issue.name}'; add one.")
        weight_of[issue.name] = weights[index]
        values[issue.name] = (
            _discrete(element, issue, what)
            if bounds is None
            else _integer(element, issue, bounds, what)
        )
    reservation, discount = root.find(".//reservation"), root.find(".//discount_factor")
    return Party(
        name,
        values,
        weights=weight_of,
        reservation=0.0 if reservation is None else _real(reservation, "value", what),
        discount=1.0 if discount is None else _real(discount, "value", what),
    )


def _same_issues(found: Iterable[str], issues: Sequence[Issue], what: str) -> None:
    """Refuse a profile that lacks an issue of the domain, or has one more."""
    known = {issue.name: None for issue in issues}  # a set in order
    for name in known:
        if name not in found:
            raise ValueError(f"{what} lacks the issue '{name}' of the domain; add it.")
    for name in found:
        if name not in known:
            raise ValueError(
                f"{what} has the issue '{name}', which the domain has not; "
                f"the domain's are {some(list(known))}."
            )


def _weights(root: Element, what: str) -> dict[str, float]:
    """Return the weights of a profile by the index they carry."""
    known = {each.get("index") for tag in ("issue", "objective") for each in root.iter(tag)}
    weights = {}
    for element in root.iter("weight"):
        index = _attribute(element, "index", what)
        if index not in known:
            raise ValueError(f"{what} has a weight for index {index}, which is no issue; drop it.")
        weights[index] = _real(element, "value", what)
    return weights


def _discrete(element: Element, issue: Issue, what: str) -> list[float]:
    """Return the value of every option: its evaluation over the highest of the issue."""
    evaluations, known = {}, set(issue.options)
    for item in element.iterfind("item"):
        option = _attribute(item, "value", what)
        if option not in known:
            raise ValueError(
                f"{what} values {option!r} of '{issue.name}', which the domain has not; "
                f"the domain's are {some(issue.options)}."
            )
        evaluations[option] = _real(item, "evaluation", what)
    for option in issue.options:
        if option not in evaluations:
            raise ValueError(f"{what} has no evaluation of {option!r} of '{issue.name}'; add one.")
    highest = max(evaluations.values())
    return [evaluations[option] / highest if highest > 0 else 0.0 for option in issue.options]


def _integer(element: Element, issue: Issue, bounds: Range, what: str) -> list[float]:
    """Return the value of every integer: a straight line over the domain's range, in [0, 1]."""
    if _kind(element, what) != "integer":
        raise ValueError(f"{what} must have '{issue.name}' as an integer issue; make it one.")
    given = element.get("lowerbound") is not None or element.find("range") is not None
    if given and _range(element, what) != bounds:
        raise ValueError(
            f"{what} has another range for '{issue.name}' than the domain; make them equal."
        )
    evaluator = element.find("evaluator")
    if evaluator is None or evaluator.get("ftype", "linear").lower() != "linear":
        raise ValueError(f"{what} has no linear evaluator for '{issue.name}'; give it one.")
    slope, offset = _real(evaluator, "slope", what), _real(evaluator, "offset", what)
    low, high = bounds
    return [min(1.0, max(0.0, offset + slope * step)) for step in range(high - low + 1)]
