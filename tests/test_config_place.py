"""Which file goes by which ``perfcheck.toml``."""

from collections.abc import Callable
from pathlib import Path

import pytest

from perfcheck import ConfigError, check, check_paths, extract, load_config
from perfcheck.config import NAME, find_config
from perfcheck.rules import Settings, Severity
from tests.cli import CLEAN, FLAWED
from tests.test_config import found

UNIT = "[[unit]]\nname = '网格'\ndimension = 'count'\n"


@pytest.fixture
def place(tmp_path: Path) -> Callable[[str, str], Path]:
    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_the_nearest_configuration_is_found(place: Callable[[str, str], Path]) -> None:
    deep = place("甲/乙/表.md", CLEAN)
    outer = place(f"甲/{NAME}", "")
    assert find_config(deep) == outer
    inner = place(f"甲/乙/{NAME}", "")
    assert find_config(deep) == inner
    assert find_config(deep.parent / ".." / "别的.md") == outer


def test_each_file_goes_by_its_own(place: Callable[[str, str], Path], tmp_path: Path) -> None:
    text = FLAWED.replace("≥800人次", "≥800网格")
    for folder in "甲乙丙丁":
        place(f"{folder}/表.md", text)
    place(f"乙/{NAME}", f"ignore = ['PC601']\n{UNIT}")
    place(f"丁/{NAME}", "fail-on = 'info'")
    report = check_paths([tmp_path])
    found = {
        folder: {
            one.rule for one in report.findings if one.document == str(tmp_path / folder / "表.md")
        }
        for folder in "甲乙丙丁"
    }
    without = {"value-missing-operator", "cost-over-budget", "value-unit-unknown"}
    assert found == {"甲": without, "乙": {"value-missing-operator"}, "丙": without, "丁": without}
    configs = {Path(one.name).parent.name: one.settings.config for one in report.documents}
    own = {folder: str(tmp_path / folder / NAME) for folder in "乙丁"}
    assert configs == {"甲": None, "丙": None} | own


def test_each_file_fails_from_its_own_severity_on(
    place: Callable[[str, str], Path], tmp_path: Path
) -> None:
    place("甲/表.md", CLEAN.replace("=12公里", "12公里"))
    place("乙/表.md", CLEAN)
    place(f"乙/{NAME}", "fail-on = 'warning'")
    report = check_paths([tmp_path])
    assert found(report) == {("value-missing-operator", Severity.WARNING)}
    assert (report.exit_code(), report.exit_code(Severity.WARNING)) == (0, 1)
    place(f"甲/{NAME}", "fail-on = 'warning'")
    assert check_paths([tmp_path]).exit_code() == 1


def test_given_settings_are_used_instead(place: Callable[[str, str], Path]) -> None:
    path = place("表.md", FLAWED)
    config = place(NAME, "select = ['PC103']")
    assert {one.rule for one in check(path).findings} == {"value-missing-operator"}
    assert "cost-over-budget" in {one.rule for one in check(path, settings=Settings()).findings}
    assert check(path).findings == check(path, settings=load_config(config)).findings


def test_content_without_a_place_goes_by_the_defaults(
    place: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = place("表.md", FLAWED)
    monkeypatch.chdir(place(NAME, "select = ['PC103']").parent)
    report = check(path.read_bytes(), name="表.md")
    assert {one.rule for one in report.findings} >= {"cost-over-budget"}


def test_a_mistake_is_said_before_any_file_is_read(
    place: Callable[[str, str], Path], tmp_path: Path
) -> None:
    place("甲/表.md", CLEAN)
    place("乙/表.md", CLEAN)
    place(f"乙/{NAME}", "ignor = []")
    seen: list[Path] = []
    with pytest.raises(ConfigError, match=r"乙.*没有这个键“ignor”，是不是“ignore”"):
        check_paths([tmp_path], progress=seen.append)
    assert seen == []


def test_extracted_rows_know_own_units(place: Callable[[str, str], Path]) -> None:
    path = place("表.md", CLEAN.replace("≥800人次", "≥800网格"))
    (table,) = extract(path).tables
    unit = table.benefits[0].constraint.quantities[0].unit
    assert unit
    assert not unit.known
    place(NAME, UNIT)
    (table,) = extract(path).tables
    assert table.benefits[0].constraint.diagnostics == ()
