"""Unstuck: tools for learning why negotiations stall and how to come back from it.

>>> import unstuck
>>> unstuck.ZopaExplorer(seller=60, buyer=80).result.zone.width
20.0

Everything named here is loaded when it is first used, so that a page starts with only what
it shows.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from unstuck.data import datasets as datasets
    from unstuck.data import load_dataset as load_dataset
    from unstuck.kit.course import CourseMap as CourseMap
    from unstuck.kit.course import YourWork as YourWork
    from unstuck.kit.course import module as module
    from unstuck.kit.question import Question as Question
    from unstuck.kit.question import quiz as quiz
    from unstuck.tools.agreement_trap_check import AgreementTrapCheck as AgreementTrapCheck
    from unstuck.tools.batna_calculator import BatnaCalculator as BatnaCalculator
    from unstuck.tools.counterpart_batna import CounterpartBatna as CounterpartBatna
    from unstuck.tools.evidence_board import EvidenceBoard as EvidenceBoard
    from unstuck.tools.impasse_classifier import ImpasseClassifier as ImpasseClassifier
    from unstuck.tools.settlement_tree import SettlementTree as SettlementTree
    from unstuck.tools.zopa_explorer import ZopaExplorer as ZopaExplorer

__version__ = "0.1.0"

_HOMES = {
    "AgreementTrapCheck": "unstuck.tools.agreement_trap_check",
    "BatnaCalculator": "unstuck.tools.batna_calculator",
    "CounterpartBatna": "unstuck.tools.counterpart_batna",
    "CourseMap": "unstuck.kit.course",
    "EvidenceBoard": "unstuck.tools.evidence_board",
    "ImpasseClassifier": "unstuck.tools.impasse_classifier",
    "Question": "unstuck.kit.question",
    "SettlementTree": "unstuck.tools.settlement_tree",
    "YourWork": "unstuck.kit.course",
    "ZopaExplorer": "unstuck.tools.zopa_explorer",
    "datasets": "unstuck.data",
    "load_dataset": "unstuck.data",
    "module": "unstuck.kit.course",
    "quiz": "unstuck.kit.question",
}

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'unstuck' has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
