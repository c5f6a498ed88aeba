"""No file is lost, doubled or taken too early on its way through the folders."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import socket
import time
import unicodedata
from pathlib import Path

import pytest

from report_etl.errors import ConfigError
from report_etl.inbox import (
    Watch,
    Workplace,
    archive_file,
    count_files,
    discover,
    quarantine_file,
    write_receipt,
)

LONG = "长" * 83 + ".pdf"  # 253 bytes
ODD_NAMES = [
    "a\nb.txt",
    LONG,
    unicodedata.normalize("NFD", "é年度.txt"),
    os.fsdecode("行业.txt".encode("gbk")),
    "a..txt..",
    "'; drop table policies; --.txt",
    "-rf.txt",
]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def work(tmp_path: Path) -> Path:
    return tmp_path / "work"


def names(inbox: Path) -> list[str]:
    return [sighting.path.as_posix() for sighting in discover(inbox)]


class TestDiscover:
    def test_finds_files_in_subfolders_in_the_order_of_their_names(self, inbox: Path) -> None:
        for name in ("b.txt", "a.pdf", "sub/deeper/c.txt"):
            (inbox / name).parent.mkdir(parents=True, exist_ok=True)
            (inbox / name).write_text("x")
        assert names(inbox) == ["a.pdf", "b.txt", "sub/deeper/c.txt"]

    @pytest.mark.parametrize(
        "name",
        [
            ".hidden.pdf",
            "._report.pdf",
            "~$report.docx",
            "report.pdf~",
            "report.pdf.part",
            "report.PDF.CRDOWNLOAD",
            "report.tmp",
            "Thumbs.db",
            "desktop.ini",
            "report.pdf.reason.json",
            "@eaDir/report.pdf",
            ".sync/report.pdf",
            "__MACOSX/report.pdf",
        ],
    )
    def test_leaves_alone_what_programs_leave_behind(self, inbox: Path, name: str) -> None:
        (inbox / name).parent.mkdir(exist_ok=True)
        (inbox / name).write_text("x")
        assert names(inbox) == []
        assert (inbox / name).exists()

    @pytest.mark.parametrize("name", ["part.pdf", "temp.txt", "report.part.pdf", "tmp", "$5.txt"])
    def test_takes_names_that_only_look_like_it(self, inbox: Path, name: str) -> None:
        (inbox / name).write_text("x")
        assert names(inbox) == [name]

    def test_leaves_links_and_pipes_alone(self, inbox: Path, tmp_path: Path) -> None:
        (tmp_path / "secret.txt").write_text("x")
        (inbox / "link.txt").symlink_to(tmp_path / "secret.txt")
        (inbox / "folder").symlink_to(tmp_path)
        os.mkfifo(inbox / "pipe.txt")
        assert names(inbox) == []

    def test_does_not_enter_our_own_folders(self, inbox: Path) -> None:
        (inbox / "var/archive").mkdir(parents=True)
        (inbox / "var/archive/old.pdf").write_text("x")
        assert discover(inbox, [inbox / "var"]) == []

    def test_an_inbox_that_is_not_there_is_a_config_error(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match="no folder"):
            discover(tmp_path / "nowhere")

    def test_counts_only_files_of_people(self, inbox: Path) -> None:
        for name in ("a.pdf", "a.pdf.reason.json", ".DS_Store"):
            (inbox / name).write_text("x")
        assert count_files(inbox) == 1
        assert count_files(inbox / "nowhere") == 0


class TestWatch:
    """`filesystem_now` is given by hand: 10 s after the change unless told otherwise."""

    def split(self, inbox: Path, watch: Watch, seconds_after: float = 10.0) -> tuple[list[str], float | None]:
        sightings = discover(inbox)
        newest = max(sighting.changed for sighting in sightings)
        complete, wait = watch.split(sightings, newest + int(seconds_after * 1e9))
        return [sighting.path.name for sighting in complete], wait

    def test_a_file_nobody_changed_for_long_enough_is_complete_at_once(self, inbox: Path) -> None:
        (inbox / "a.txt").write_text("x")
        assert self.split(inbox, Watch(settle=5)) == (["a.txt"], None)

    def test_a_young_file_is_waited_for(self, inbox: Path) -> None:
        (inbox / "a.txt").write_text("x")
        complete, wait = self.split(inbox, Watch(settle=5), seconds_after=1)
        assert complete == []
        assert wait is not None and 3.9 < wait <= 4

    def test_the_modification_time_says_nothing(self, inbox: Path) -> None:
        for name, moment in (("old.txt", 0), ("future.txt", 4_000_000_000)):
            (inbox / name).write_text("x")
            os.utime(inbox / name, (moment, moment))
        assert self.split(inbox, Watch(settle=5), seconds_after=0.5)[0] == []
        assert self.split(inbox, Watch(settle=5))[0] == ["future.txt", "old.txt"]

    def test_with_a_clock_set_back_it_is_enough_to_see_it_twice(self, inbox: Path) -> None:
        (inbox / "a.txt").write_text("x")
        watch = Watch(settle=0.05)
        assert self.split(inbox, watch, seconds_after=-3600)[0] == []
        time.sleep(0.06)
        assert self.split(inbox, watch, seconds_after=-3600) == (["a.txt"], None)

    @pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nhalf of it"])
    def test_what_looks_like_half_a_copy_gets_more_time(self, inbox: Path, content: bytes) -> None:
        (inbox / "a.pdf").write_bytes(content)
        assert self.split(inbox, Watch(settle=5), seconds_after=24)[0] == []
        assert self.split(inbox, Watch(settle=5), seconds_after=26)[0] == ["a.pdf"]

    def test_a_whole_pdf_needs_no_more_time_than_a_text(self, inbox: Path) -> None:
        (inbox / "a.pdf").write_bytes(b"%PDF-1.7\n" + b"0" * 5000 + b"\n%%EOF\n")
        assert self.split(inbox, Watch(settle=5), seconds_after=6)[0] == ["a.pdf"]

    def test_a_file_that_changed_while_watched_is_not_waited_for(self, inbox: Path) -> None:
        (inbox / "a.txt").write_text("x")
        watch = Watch(settle=5)
        assert self.split(inbox, watch, seconds_after=1)[1] is not None
        (inbox / "a.txt").write_text("xy")
        assert self.split(inbox, watch, seconds_after=1) == ([], None)


class TestWorkplace:
    @pytest.mark.parametrize("name", ODD_NAMES, ids=ascii)
    def test_a_claim_takes_the_file_out_and_a_release_puts_it_back(
        self, inbox: Path, work: Path, name: str
    ) -> None:
        (inbox / "sub").mkdir()
        (inbox / "sub" / name).write_bytes(b"content")
        (sighting,) = discover(inbox)
        with Workplace(inbox, work) as workplace:
            claim = workplace.claim(sighting.path)
            assert claim is not None and claim.path.read_bytes() == b"content"
            assert discover(inbox) == []
            claim.file_name.encode("utf-8")  # can be shown and stored
            workplace.release(claim)
        assert (inbox / "sub" / name).read_bytes() == b"content"
        assert list(work.iterdir()) == []

    def test_only_one_of_two_workers_gets_a_file(self, inbox: Path, work: Path) -> None:
        (inbox / "a.txt").write_text("x")
        with Workplace(inbox, work) as one, Workplace(inbox, work) as other:
            assert one.claim(Path("a.txt")) is not None
            assert other.claim(Path("a.txt")) is None

    def test_workers_share_the_files_out_among_them(self, inbox: Path, work: Path) -> None:
        paths = [Path(f"{number}.txt") for number in range(100)]
        with Workplace(inbox, work) as one:
            assert one.share(paths) == set(paths)
            with Workplace(inbox, work) as other:
                assert one.share(paths) | other.share(paths) == set(paths)
                assert not one.share(paths) & other.share(paths)
                assert 20 < len(one.share(paths)) < 80

    def test_what_was_not_finished_goes_back_on_leaving(self, inbox: Path, work: Path) -> None:
        (inbox / "a.txt").write_text("x")
        with pytest.raises(RuntimeError), Workplace(inbox, work) as workplace:
            workplace.claim(Path("a.txt"))
            raise RuntimeError
        assert names(inbox) == ["a.txt"]

    def test_going_back_never_overwrites_a_newer_file(self, inbox: Path, work: Path) -> None:
        (inbox / "a.txt").write_text("first")
        with Workplace(inbox, work) as workplace:
            workplace.claim(Path("a.txt"))
            (inbox / "a.txt").write_text("second")
        assert sorted(path.read_text() for path in inbox.iterdir()) == ["first", "second"]

    def test_takes_over_from_a_dead_worker_and_keeps_the_identity(self, inbox: Path, work: Path) -> None:
        left = self.left_by(work, socket.gethostname())
        with Workplace(inbox, work) as workplace:
            (claim,) = workplace.recover()
            assert (claim.id, claim.relative, claim.path.read_text()) == ("a1b2", Path("sub/a.txt"), "x")
            assert not left.exists()
            assert workplace.recover() == []

    def test_another_host_is_dead_when_it_shows_no_beat_for_a_lease(self, inbox: Path, work: Path) -> None:
        self.left_by(work, "else-where")
        with Workplace(inbox, work, lease=3600) as early:
            assert early.recover() == []
        with Workplace(inbox, work, lease=0) as late:
            assert [claim.id for claim in late.recover()] == ["a1b2"]

    def test_what_a_worker_left_that_died_at_its_start_is_removed(self, inbox: Path, work: Path) -> None:
        (work / ".host-1-dead").mkdir(parents=True)
        (work / ".host-1-dead" / ".lock").touch()
        with Workplace(inbox, work, lease=3600) as early:
            assert early.recover() == []
            assert (work / ".host-1-dead").exists()
        with Workplace(inbox, work, lease=0) as late:
            assert late.recover() == []
            assert not (work / ".host-1-dead").exists()

    def test_a_frozen_worker_loses_its_files_and_keeps_its_folder(self, inbox: Path, work: Path) -> None:
        for name in ("a.txt", "b.txt"):
            (inbox / name).write_text(name)
        with Workplace(inbox, work) as frozen, Workplace(inbox, work, lease=0) as other:
            lost = frozen.claim(Path("a.txt"))
            (taken,) = other.recover()
            assert lost is not None and (taken.id, taken.path.read_text()) == (lost.id, "a.txt")
            frozen.beat()  # it wakes
            frozen.release(lost)
            assert frozen.claim(Path("b.txt")) is not None
            assert taken.path.exists()

    @staticmethod
    def left_by(work: Path, host: str) -> Path:
        folder = work / f"{host}-1-dead"
        left = folder / "a1b2" / "sub" / "a.txt"
        left.parent.mkdir(parents=True)
        left.write_text("x")
        return folder

    def test_never_takes_over_from_a_living_worker(self, inbox: Path, work: Path) -> None:
        (inbox / "a.txt").write_text("x")
        with Workplace(inbox, work) as living, Workplace(inbox, work) as other:
            claim = living.claim(Path("a.txt"))
            assert other.recover() == []
            assert claim is not None and claim.path.exists()

    def test_a_link_that_took_the_place_of_the_file_is_put_back(self, inbox: Path, work: Path) -> None:
        (inbox / "a.txt").symlink_to("/etc/hostname")
        with Workplace(inbox, work) as workplace:
            assert workplace.claim(Path("a.txt")) is None
        assert (inbox / "a.txt").is_symlink()

    def test_work_on_another_file_system_is_a_config_error(
        self, inbox: Path, work: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = Path.stat

        def elsewhere(path: Path, **options: bool) -> os.stat_result:
            status = real(path, **options)
            if path != work:
                return status
            return os.stat_result((*status[:2], status.st_dev + 1, *status[3:10]))

        monkeypatch.setattr(Path, "stat", elsewhere)
        with pytest.raises(ConfigError, match="REPORT_ETL_WORK"), Workplace(inbox, work):
            pass


class TestArchive:
    def test_a_file_is_found_by_its_content(self, tmp_path: Path) -> None:
        source = tmp_path / "报告.PDF"
        source.write_bytes(b"content")
        sha256 = hashlib.sha256(b"content").hexdigest()
        target = archive_file(source, tmp_path / "archive", sha256)
        assert target == tmp_path / "archive" / sha256[:2] / f"{sha256}.pdf"
        assert target.read_bytes() == b"content"
        assert not source.exists()

    def test_the_same_content_is_kept_once_under_whatever_name(self, tmp_path: Path) -> None:
        for name in ("a.pdf", "b.txt"):
            (tmp_path / name).write_bytes(b"content")
            target = archive_file(tmp_path / name, tmp_path / "archive", "ab" * 32)
        assert target.suffix == ".pdf"
        assert count_files(tmp_path) == 1

    def test_another_file_system_gets_a_whole_copy(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(self: Path, target: Path) -> None:
            raise OSError(errno.EXDEV, "Invalid cross-device link")

        monkeypatch.setattr(Path, "rename", refuse)
        (tmp_path / "a.pdf").write_bytes(b"content")
        target = archive_file(tmp_path / "a.pdf", tmp_path / "archive", "ab" * 32)
        assert target.read_bytes() == b"content"
        assert [path.name for path in target.parent.iterdir()] == [target.name]
        assert not (tmp_path / "a.pdf").exists()

    def test_a_full_disk_leaves_the_file_where_it_was(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(self: Path, target: Path) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(Path, "rename", refuse)
        (tmp_path / "a.pdf").write_bytes(b"content")
        with pytest.raises(ConfigError, match="No space left"):
            archive_file(tmp_path / "a.pdf", tmp_path / "archive", "ab" * 32)
        assert (tmp_path / "a.pdf").read_bytes() == b"content"


class TestQuarantine:
    def quarantine(self, tmp_path: Path, content: bytes, relative: Path = Path("sub/a.pdf")) -> Path:
        source = tmp_path / "work.pdf"
        source.write_bytes(content)
        return quarantine_file(
            source,
            relative,
            tmp_path / "quarantine",
            sha256=hashlib.sha256(content).hexdigest(),
            reason="a.pdf is empty: copy it again",
            error="DocumentError",
        )

    def test_the_reason_stands_beside_the_file(self, tmp_path: Path) -> None:
        target = self.quarantine(tmp_path, b"one")
        assert target == tmp_path / "quarantine/sub/a.pdf"
        reason = json.loads((target.parent / "a.pdf.reason.json").read_text("utf-8"))
        assert reason["reason"] == "a.pdf is empty: copy it again"
        assert reason["error"] == "DocumentError"
        assert reason["sha256"] == hashlib.sha256(b"one").hexdigest()
        assert reason["file_name"] == "a.pdf"

    def test_another_file_of_the_same_name_replaces_nothing(self, tmp_path: Path) -> None:
        first, second = self.quarantine(tmp_path, b"one"), self.quarantine(tmp_path, b"two")
        assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")
        assert first.parent == second.parent
        assert len(list(first.parent.glob("*.reason.json"))) == 2

    def test_the_same_file_again_changes_nothing(self, tmp_path: Path) -> None:
        assert self.quarantine(tmp_path, b"one") == self.quarantine(tmp_path, b"one")
        assert count_files(tmp_path / "quarantine") == 1

    @pytest.mark.parametrize("name", ODD_NAMES, ids=ascii)
    def test_any_name_gets_a_reason(self, tmp_path: Path, name: str) -> None:
        for content in (b"one", b"two"):
            target = self.quarantine(tmp_path, content, Path(name))
            reasons = [path for path in target.parent.iterdir() if path.name.endswith(".reason.json")]
            assert all(json.loads(path.read_text("utf-8"))["sha256"] for path in reasons)
        assert len(reasons) == 2


def test_a_receipt_is_found_by_name_and_content(tmp_path: Path) -> None:
    path = write_receipt(tmp_path, Path("sub") / LONG, "ab" * 32, {"state": "loaded"})
    assert path.parent == tmp_path / "sub"
    assert path.name.startswith("长") and path.name.endswith(".abababab.receipt.json")
    assert json.loads(path.read_text("utf-8")) == {"state": "loaded"}
