"""The server that tests run on must never be missed without a word."""

import io
import os
from pathlib import Path

import pytest

from tests.storage.postgres import find_programs, required, unprivileged, wait_until_ready


def test_a_missing_postgresql_skips_a_test_with_the_reason() -> None:
    with pytest.raises(pytest.skip.Exception, match="install Debian's package postgresql"):
        required(None, in_ci=False)


def test_a_missing_postgresql_fails_the_test_in_ci() -> None:
    """A suite that is green because half of it was left out is worth nothing."""
    with pytest.raises(pytest.fail.Exception, match="install Debian's package postgresql"):
        required(None, in_ci=True)


def test_the_newest_of_several_is_taken(tmp_path: Path) -> None:
    for version in ("9.6", "15", "8"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()

    assert find_programs(debian=tmp_path) == tmp_path / "15" / "bin"


def test_the_one_on_the_path_is_taken_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_programs(debian=tmp_path) is None

    (tmp_path / "initdb").touch(mode=0o755)
    assert find_programs(debian=tmp_path) == tmp_path


def test_an_ordinary_user_runs_the_server_itself(tmp_path: Path) -> None:
    assert unprivileged(tmp_path, setpriv=None, root=False) == ()
    assert unprivileged(tmp_path, setpriv="/bin/setpriv", root=False) == (
        "/bin/setpriv",
        "--pdeathsig",
        "INT",
    )


def test_root_hands_the_folder_to_another_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[Path, int, int]] = []
    monkeypatch.setattr(os, "chown", lambda *words: given.append(words))

    words = unprivileged(tmp_path, setpriv="/bin/setpriv", root=True)

    ((folder, user, group),) = given
    assert (folder, words[3], words[4]) == (tmp_path, f"--reuid={user}", f"--regid={group}")
    assert user != 0


def test_a_server_that_ends_before_it_is_ready_says_why() -> None:
    with pytest.raises(RuntimeError, match="no space left"):
        wait_until_ready(io.BytesIO(b"starting\nFATAL: no space left\n"))
