"""Files of the Genius platform: what they say, and what is no such file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from unstuck.analysis.packages import Scenario

DOMAIN = """<?xml version="1.0" encoding="UTF-8"?>
<negotiation_template>
  <utility_space number_of_issues="2">
    <objective index="0" name="root" type="objective" etype="objective" description="">
      <issue index="1" name="Colour" type="discrete" etype="discrete" vtype="discrete">
        <item index="1" value="red" cost="0"/>
        <item index="2" value="blue" cost="0"/>
      </issue>
      <issue index="2" name="Weeks" type="integer" etype="integer" vtype="integer"
             lowerbound="2" upperbound="4"/>
    </objective>
  </utility_space>
</negotiation_template>
"""
FIRST = """<utility_space number_of_issues="2">
  <objective index="0" name="root" type="objective" etype="objective" description="">
    <weight index="2" value="0.6"/>
    <weight index="1" value="0.8"/>
    <issue index="1" name="Colour" type="discrete" etype="discrete" vtype="discrete">
      <item index="1" value="red" evaluation="5"/>
      <item index="2" value="blue" evaluation="20"/>
      <similarity_function weight="0.2">
        <criteria_function weight="1"><item index="1" value="green" evaluation="900"/>
        </criteria_function>
      </similarity_function>
    </issue>
    <issue index="2" name="Weeks" type="integer" etype="integer" vtype="integer"
           lowerbound="2" upperbound="4">
      <evaluator ftype="linear" slope="0.25" offset="0.5"/>
    </issue>
  </objective>
  <discount_factor value="0.75"/>
  <reservation value="-0.125"/>
</utility_space>
"""
SECOND = """<utility_space>
  <objective index="0" name="root">
    <issue index="2" name="Weeks" type="integer"><range lowerbound="2" upperbound="4"/>
      <evaluator ftype="linear" slope="-0.5" offset="1"/></issue>
    <issue index="1" name="Colour">
      <item index="1" value="red" evaluation="0"/><item index="2" value="blue" evaluation="0"/>
    </issue>
    <weight index="1" value="0.5"/><weight index="2" value="1"/>
  </objective>
</utility_space>
"""
BOMB = """<?xml version="1.0"?>
<!DOCTYPE bomb [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<utility_space>&c;</utility_space>
"""
THIEF = """<!DOCTYPE x [<!ENTITY file SYSTEM "{path}">]>
<utility_space>&file;</utility_space>
"""


def test_what_the_files_say() -> None:
    talks = Scenario.from_genius(DOMAIN, FIRST, SECOND)
    assert [issue.name for issue in talks.issues] == ["Colour", "Weeks"]
    assert [tuple(issue.options) for issue in talks.issues] == [("red", "blue"), ("2", "3", "4")]
    first, second = talks.parties
    assert (first.reservation, first.discount) == (-0.125, 0.75)
    assert (second.reservation, second.discount) == (0, 1)
    assert first.weights == {"Colour": 0.8, "Weeks": 0.6}  # they add up to 1.4, and stay so
    assert first.values == {"Colour": (5 / 20, 1), "Weeks": (0.5, 0.75, 1)}
    assert second.values == {"Colour": (0, 0), "Weeks": (1, 0.5, 0)}
    by_hand = [
        (0.8 * 0.25 + 0.6 * 0.5, 1),
        (0.8 * 0.25 + 0.6 * 0.75, 0.5),
        (0.8 * 0.25 + 0.6, 0),
        (0.8 + 0.6 * 0.5, 1),
        (0.8 + 0.6 * 0.75, 0.5),
        (0.8 + 0.6, 0),
    ]
    for got, expected in zip(talks.utilities().tolist(), by_hand, strict=True):
        assert got == pytest.approx(expected)


def test_files_name_the_parties(tmp_path: Path) -> None:
    for name, text in {"domain": DOMAIN, "buyer": FIRST, "seller": SECOND}.items():
        (tmp_path / f"{name}.xml").write_text(text, "utf-8")
    files = [tmp_path / f"{name}.xml" for name in ("domain", "buyer", "seller")]
    talks = Scenario.from_genius(*files)
    assert talks.name == "domain"
    assert [party.name for party in talks.parties] == ["buyer", "seller"]
    alike = Scenario.from_genius(str(files[0]), files[1], files[1], SECOND)
    assert [party.name for party in alike.parties] == ["buyer 1", "buyer 2", "party 3"]
    assert alike.utilities().shape == (6, 3)


def test_an_integer_beyond_the_line_is_held_between_0_and_1() -> None:
    steep = FIRST.replace('slope="0.25"', 'slope="-0.75"')
    assert Scenario.from_genius(DOMAIN, steep, SECOND).parties[0].values["Weeks"] == (0.5, 0, 0)


def test_of_an_option_valued_twice_the_last_counts() -> None:
    twice = FIRST.replace("<similarity", '<item index="1" value="red" evaluation="10"/><similarity')
    assert Scenario.from_genius(DOMAIN, twice, SECOND).parties[0].values["Colour"] == (0.5, 1)


def test_another_encoding_is_read(tmp_path: Path) -> None:
    names = {"UTF-8": "utf-8", "ISO-8859-1": "latin-1", "UTF-16": "utf-16"}
    for stated, codec in names.items():
        domain, profile = (text.replace("red", "röd") for text in (DOMAIN, FIRST))
        domain = domain.replace("UTF-8", stated)
        (tmp_path / "domain.xml").write_bytes(domain.encode(codec))
        talks = Scenario.from_genius(tmp_path / "domain.xml", profile, profile)
        assert talks.package(0) == ("röd", "2")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("utility_space", "space", ["<utility_space>", "<space>"]),
        ('name="Weeks"', 'name="Months"', ["'Weeks'", "lacks"]),
        ("</objective>", '<issue index="7" name="Size"/></objective>', ["'Size'", "Colour"]),
        ('value="blue"', 'value="green"', ["'green'", "'red', 'blue'"]),
        ('<item index="2" value="blue" evaluation="20"/>', "", ["'blue'", "evaluation"]),
        ('evaluation="20"', 'evaluation="many"', ["'many'", "evaluation"]),
        ('evaluation="20"', 'evaluation="nan"', ["'nan'"]),
        ('evaluation="20"', "", ["evaluation"]),
        ('<weight index="1" value="0.8"/>', "", ["weight", "'Colour'"]),
        ('<weight index="1"', '<weight index="9"', ["index 9"]),
        ('value="0.8"', "", ["<weight>", "'value'"]),
        ('slope="0.25"', "", ["slope"]),
        ('ftype="linear"', 'ftype="quadratic"', ["linear", "'Weeks'"]),
        ('<evaluator ftype="linear" slope="0.25" offset="0.5"/>', "", ["linear", "'Weeks'"]),
        ('lowerbound="2"', 'lowerbound="1"', ["range", "'Weeks'"]),
        ('lowerbound="2"', 'lowerbound="2.5"', ["lowerbound", "whole"]),
        ('type="integer"', 'type="discrete"', ["'Weeks'", "integer"]),
        ('value="-0.125"', 'value="none"', ["'none'", "<reservation>"]),
        ('value="0.75"', 'value="7"', ["discount", "7"]),
        ("</objective>", "", ["XML", "mismatched"]),
        (FIRST, "<utility_space", ["XML"]),
        (FIRST, "<utility_space>\x00</utility_space>", ["XML"]),
        (FIRST, "<" + "a><" * 200_000, ["nested"]),
        (FIRST, BOMB, ["entity"]),
        (FIRST, "<!DOCTYPE utility_space>" + FIRST, ["document type"]),
    ],
)
def test_a_bad_profile_is_refused_in_words(
    refused: Callable[..., None], old: str, new: str, words: list[str]
) -> None:
    assert old in FIRST
    bad = FIRST.replace(old, new)
    refused(lambda: Scenario.from_genius(DOMAIN, SECOND, bad), "party 2", *words)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("negotiation_template", "template", ["<negotiation_template>", "<template>"]),
        (DOMAIN, FIRST, ["<negotiation_template>", "<utility_space>", "domain first"]),
        ("objective", "goal", ["objective"]),
        ('name="Weeks"', 'name="Colour"', ["'Colour'", "rename"]),
        ('type="integer"', 'type="real"', ["'real'", "'integer'"]),
        ('upperbound="4"', "", ["upperbound"]),
        ('upperbound="4"', 'upperbound="1"', ["from 2 to 1"]),
        ('upperbound="4"', 'upperbound="2e9"', ["1,000,000"]),
        ('value="red" ', "", ["<item>", "'value'"]),
        ('value="red"', 'value="blue"', ["'blue'", "rename"]),
        ('encoding="UTF-8"', 'encoding="EBCDIC-7"', ["XML"]),
    ],
)
def test_a_bad_domain_is_refused_in_words(
    refused: Callable[..., None], tmp_path: Path, old: str, new: str, words: list[str]
) -> None:
    assert old in DOMAIN
    path = tmp_path / "domain.xml"
    path.write_text(DOMAIN.replace(old, new), "utf-8")
    refused(lambda: Scenario.from_genius(path, FIRST, SECOND), *words)


def test_files_are_neither_fetched_nor_read_when_too_large(
    refused: Callable[..., None], tmp_path: Path
) -> None:
    secret, large = tmp_path / "secret.txt", tmp_path / "large.xml"
    secret.write_text("<reservation/>")
    with large.open("wb") as file:
        file.truncate(100_000_000)
    refused(lambda: Scenario.from_genius(DOMAIN, FIRST, large), "'large'", "5 MB")
    refused(lambda: Scenario.from_genius(DOMAIN, FIRST, tmp_path / "no.xml"), "'no'", "path")
    refused(lambda: Scenario.from_genius(DOMAIN, FIRST, tmp_path), "no file")
    refused(lambda: Scenario.from_genius("http://localhost/domain.xml", FIRST, SECOND), "path")
    thief = THIEF.format(path=secret.as_uri())
    refused(lambda: Scenario.from_genius(DOMAIN, FIRST, thief), "document type")
    refused(lambda: Scenario.from_genius(DOMAIN, FIRST, None), "None")  # type: ignore[arg-type]
    refused(lambda: Scenario.from_genius(DOMAIN, FIRST), "two parties")


SAMPLES = {
    "AMPOvsCity": ("ampo_vs_city_template", "ampo_vs_city_ampo_space", "ampo_vs_city_city_space"),
    "ItexvsCypress": ("ItexvsCypress_domain", "Itex", "Cypress"),
    "Laptop": ("Laptop-C-domain", "Laptop-C-prof1", "Laptop-C-prof2"),
    "NiceOrDie": ("NiceOrDie", "NiceOrDie1", "NiceOrDie2"),
}


@pytest.fixture
def sample(root: Path) -> Callable[[str], Scenario]:
    """A scenario of the platform's own, from beside the repository."""

    def read(name: str) -> Scenario:
        folder = root.parent / "shared" / "data" / "genius" / name
        if not folder.is_dir():
            pytest.skip(f"the Genius scenario {name} is not beside the repository")
        return Scenario.from_genius(*(folder / f"{file}.xml" for file in SAMPLES[name]))

    return read


@pytest.mark.parametrize(
    ("name", "size"),
    [("AMPOvsCity", 1_944_000), ("ItexvsCypress", 180), ("Laptop", 27), ("NiceOrDie", 3)],
)
def test_samples_are_read_whole(sample: Callable[[str], Scenario], name: str, size: int) -> None:
    talks = sample(name)
    table = talks.utilities()
    assert table.shape == (size, 2)
    best = [sum(party.weights.values()) for party in talks.parties]
    assert table.max(axis=0) == pytest.approx(best)  # each likes one option of each issue best
    assert table.min() >= 0


def test_samples_worked_by_hand(sample: Callable[[str], Scenario]) -> None:
    laptop = sample("Laptop").worth(("Dell", "80 Gb", "23'' LCD"))
    assert laptop[0] == pytest.approx(
        12 / 30 * 0.4452125771655631 + 20 / 30 * 0.37808251708013424 + 20 / 30 * 0.1767567099260568
    )
    itex = sample("ItexvsCypress")
    assert itex.reservations == (-0.03864871609160703, -0.03555632534161568)
    assert itex.worth(("$4.12", "30 days", "Upon delivery", "10% spoilage allowed"))[
        0
    ] == pytest.approx(
        0.6551724137931034 * 0.3229356917969803
        + 0.4736842105263158 * 0.14064468440843098
        + 0.375 * 0.22458839302513572
        + 0.13793103448275862 * 0.3118312307694531
    )
    assert sample("NiceOrDie").rows() == ((1, 0.16), (0.16, 1), (0.299, 0.299))
    ampo = sample("AMPOvsCity")
    assert ampo.parties[0].points("Increase in starting salaries")[:2] == pytest.approx(
        (0.457 * 0.08, 0.457 * 0.36)  # its profile values "0" twice, 0 and then 8
    )
