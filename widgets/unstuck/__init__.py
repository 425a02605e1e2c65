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
    from unstuck.tools.behaviour_reader import BehaviourReader as BehaviourReader
    from unstuck.tools.break_planner import BreakPlanner as BreakPlanner
    from unstuck.tools.cause_finder import CauseFinder as CauseFinder
    from unstuck.tools.concession_path import ConcessionPath as ConcessionPath
    from unstuck.tools.counterpart_batna import CounterpartBatna as CounterpartBatna
    from unstuck.tools.debrief import Debrief as Debrief
    from unstuck.tools.driver_map import DriverMap as DriverMap
    from unstuck.tools.evidence_board import EvidenceBoard as EvidenceBoard
    from unstuck.tools.failure_diagnosis import FailureDiagnosis as FailureDiagnosis
    from unstuck.tools.impasse_classifier import ImpasseClassifier as ImpasseClassifier
    from unstuck.tools.impasse_grid import ImpasseGrid as ImpasseGrid
    from unstuck.tools.impasse_lab import ImpasseLab as ImpasseLab
    from unstuck.tools.interest_map import InterestMap as InterestMap
    from unstuck.tools.learning_review import LearningReview as LearningReview
    from unstuck.tools.negotiation_table import NegotiationTable as NegotiationTable
    from unstuck.tools.offer_thermometer import OfferThermometer as OfferThermometer
    from unstuck.tools.package_builder import PackageBuilder as PackageBuilder
    from unstuck.tools.pause import Pause as Pause
    from unstuck.tools.portfolio import Portfolio as Portfolio
    from unstuck.tools.preparation_sheet import PreparationSheet as PreparationSheet
    from unstuck.tools.pressure_and_complexity import PressureAndComplexity as PressureAndComplexity
    from unstuck.tools.recovery_planner import RecoveryPlanner as RecoveryPlanner
    from unstuck.tools.reframer import Reframer as Reframer
    from unstuck.tools.response_mirror import ResponseMirror as ResponseMirror
    from unstuck.tools.response_practice import ResponsePractice as ResponsePractice
    from unstuck.tools.self_forecast import SelfForecast as SelfForecast
    from unstuck.tools.settlement_tree import SettlementTree as SettlementTree
    from unstuck.tools.sharing_plan import SharingPlan as SharingPlan
    from unstuck.tools.walk_away import WalkAway as WalkAway
    from unstuck.tools.zopa_explorer import ZopaExplorer as ZopaExplorer

__version__ = "0.1.0"

_HOMES = {
    "AgreementTrapCheck": "unstuck.tools.agreement_trap_check",
    "BatnaCalculator": "unstuck.tools.batna_calculator",
    "BehaviourReader": "unstuck.tools.behaviour_reader",
    "BreakPlanner": "unstuck.tools.break_planner",
    "CauseFinder": "unstuck.tools.cause_finder",
    "ConcessionPath": "unstuck.tools.concession_path",
    "CounterpartBatna": "unstuck.tools.counterpart_batna",
    "CourseMap": "unstuck.kit.course",
    "Debrief": "unstuck.tools.debrief",
    "DriverMap": "unstuck.tools.driver_map",
    "EvidenceBoard": "unstuck.tools.evidence_board",
    "FailureDiagnosis": "unstuck.tools.failure_diagnosis",
    "ImpasseClassifier": "unstuck.tools.impasse_classifier",
    "ImpasseGrid": "unstuck.tools.impasse_grid",
    "ImpasseLab": "unstuck.tools.impasse_lab",
    "InterestMap": "unstuck.tools.interest_map",
    "LearningReview": "unstuck.tools.learning_review",
    "NegotiationTable": "unstuck.tools.negotiation_table",
    "OfferThermometer": "unstuck.tools.offer_thermometer",
    "PackageBuilder": "unstuck.tools.package_builder",
    "Pause": "unstuck.tools.pause",
    "PreparationSheet": "unstuck.tools.preparation_sheet",
    "PressureAndComplexity": "unstuck.tools.pressure_and_complexity",
    "Portfolio": "unstuck.tools.portfolio",
    "Question": "unstuck.kit.question",
    "RecoveryPlanner": "unstuck.tools.recovery_planner",
    "Reframer": "unstuck.tools.reframer",
    "ResponseMirror": "unstuck.tools.response_mirror",
    "ResponsePractice": "unstuck.tools.response_practice",
    "SelfForecast": "unstuck.tools.self_forecast",
    "SettlementTree": "unstuck.tools.settlement_tree",
    "SharingPlan": "unstuck.tools.sharing_plan",
    "WalkAway": "unstuck.tools.walk_away",
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
