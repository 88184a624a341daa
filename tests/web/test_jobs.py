"""Jobs: how many at a time, how long they are kept, and what is left of them."""

from collections.abc import Iterator

import pytest

from perfcheck.rules import Settings
from perfcheck.tables import Column
from perfcheck.web import jobs as module
from perfcheck.web.jobs import Job, Jobs, State
from perfcheck.web.limits import KEPT, RUNNING, WAITING
from perfcheck.web.problems import Problem
from perfcheck.web.tries import Edit, tried
from perfcheck.web.uploads import Upload
from tests.cli import FLAWED


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def jobs(clock: Clock) -> Iterator[Jobs]:
    jobs = Jobs(Settings(), clock)
    yield jobs
    jobs.close()


def filled(job: Job, *contents: str) -> Job:
    uploads = []
    for number, content in enumerate(contents, 1):
        path = job.folder / str(number)
        path.write_text(content, encoding="utf-8")
        uploads.append(Upload(f"{number}.md", path))
    job.uploads = tuple(uploads)
    return job


def done(jobs: Jobs, *contents: str) -> Job:
    job = filled(jobs.open(), *contents)
    jobs.start(job, jobs.settings).result(timeout=60)
    assert job.state is State.DONE
    return job


def test_whoever_comes_when_all_places_are_taken_is_sent_away(jobs: Jobs) -> None:
    waiting = [jobs.open() for _ in range(RUNNING + WAITING)]
    with pytest.raises(Problem) as busy:
        jobs.open()
    assert busy.value.status_code == 503
    assert int((busy.value.headers or {})["retry-after"]) > 0
    jobs.drop(waiting[0])
    jobs.open()


def test_a_job_that_is_done_takes_no_place(jobs: Jobs) -> None:
    for _ in range(RUNNING + WAITING - 1):
        jobs.open()
    for _ in range(3):
        done(jobs, FLAWED)


def test_there_is_no_report_before_the_end(jobs: Jobs) -> None:
    job = filled(jobs.open(), FLAWED)
    with pytest.raises(Problem) as early:
        _ = job.report
    assert early.value.status_code == 409
    jobs.start(job, jobs.settings).result(timeout=60)
    assert [one.name for one in job.report.documents] == ["1.md"]
    assert job.current is None


def test_results_are_forgotten_an_hour_after_their_last_use(jobs: Jobs, clock: Clock) -> None:
    one, other = done(jobs, FLAWED), done(jobs, FLAWED)
    clock.now = KEPT - 1
    assert jobs.find(one.id) is one
    clock.now = KEPT + 1
    jobs.tidy()
    assert jobs.find(one.id) is one
    assert one.folder.exists()
    with pytest.raises(Problem):
        jobs.find(other.id)
    assert not other.folder.exists()


def test_a_job_that_is_not_done_is_not_forgotten(jobs: Jobs, clock: Clock) -> None:
    job = jobs.open()
    clock.now = 10 * KEPT
    jobs.tidy()
    assert jobs.find(job.id) is job


def test_the_oldest_results_make_place(
    jobs: Jobs, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT_FILES", 3)
    kept = []
    for n in range(3):
        clock.now = n
        kept.append(done(jobs, FLAWED, FLAWED))
    jobs.tidy()
    assert jobs.find(kept[2].id) is kept[2]
    for old in kept[:2]:
        with pytest.raises(Problem):
            jobs.find(old.id)


def test_a_fault_of_ours_is_told_and_takes_no_place(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(module, "check", broken)
    job = filled(jobs.open(), FLAWED)
    future = jobs.start(job, jobs.settings)
    assert isinstance(future.exception(timeout=60), ZeroDivisionError)
    assert job.is_over
    with pytest.raises(Problem) as failed:
        _ = job.report
    assert failed.value.status_code == 500


def test_a_dropped_job_stops_and_leaves_nothing(jobs: Jobs) -> None:
    job = filled(jobs.open(), *[FLAWED] * 50)
    future = jobs.start(job, jobs.settings)
    jobs.drop(job)
    future.result(timeout=60)
    assert len(job.reports) < 50
    assert not job.folder.exists()


def test_nothing_is_left_at_the_end(clock: Clock) -> None:
    jobs = Jobs(Settings(), clock)
    root = jobs.open().folder.parent
    done(jobs, FLAWED)
    jobs.close()
    assert not root.exists()


PLANNED = """
| 项目名称 | 渠道清淤 | 主管部门 | 青禾县水务局 | 预算数 | 25万元 |
| 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
| 产出指标 | 数量指标 | 清淤长度 | 清淤的渠道长度 | ≥12公里 |
"""


def test_files_of_a_job_are_checked_against_each_other(jobs: Jobs) -> None:
    job = done(jobs, PLANNED, PLANNED.replace("12公里", "10公里"))
    (between,) = [one for one in job.report.findings if one.code == "PC815"]
    assert between.document == "2.md"
    assert [between in job.document(number)[1].findings for number in (1, 2)] == [False, True]
    assert between not in job.reports[1].findings


def test_an_edit_is_tried_beside_the_other_files(jobs: Jobs) -> None:
    job = done(jobs, PLANNED, PLANNED.replace("12公里", "10公里"))
    _, before = job.document(2)
    mended = tried(job.reports, 2, [Edit(1, 1, Column.VALUE, "≥12公里")])
    assert {one.code for one in before.findings} - {one.code for one in mended.findings} == {
        "PC815"
    }
    assert [one.name for one in mended.documents] == ["2.md"]
    spoiled = tried(job.reports, 2, [Edit(1, 1, Column.VALUE, "≥9公里")])
    assert [one.code for one in spoiled.findings] == [one.code for one in before.findings]
