"""The command's own manners, without a stack."""

import subprocess
import sys

import pytest

from tools import ella
from tools.stack import EmulatorMissing, StackError


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    for name in ("LOGS", "_STATE", "_LOCK"):
        place = getattr(ella, name)
        monkeypatch.setattr(ella, name, tmp_path / place.name)
    ella.LOGS.mkdir(parents=True, exist_ok=True)


def test_down_says_when_nothing_is_running(capsys):
    assert ella.down() == 0
    assert capsys.readouterr().out == "nothing is running\n"


def test_a_second_up_is_told_of_the_first():
    with (
        ella._only_one(),
        pytest.raises(StackError, match=r"is up already \(process \d+\); `make down`"),
        ella._only_one(),
    ):
        pass


def test_after_a_crash_up_is_free_again(capsys):
    with ella._only_one():
        pass
    with ella._only_one():
        pass
    assert ella.down() == 0


def test_down_ends_the_process_that_holds_the_lock(capsys):
    holder = (
        "import fcntl, os, signal, sys, time; signal.signal(signal.SIGTERM, lambda *_: sys.exit(0)); "
        "lock = open(sys.argv[1], 'a+'); fcntl.flock(lock, fcntl.LOCK_EX); lock.write(str(os.getpid())); lock.flush(); "
        "print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", holder, str(ella._LOCK)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        assert ella.down() == 0
        assert process.wait(5) == 0
    assert capsys.readouterr().out == "stopped\n"


def test_a_demo_without_emulators_plays_embedded(monkeypatch, capsys):
    played = []

    def play(backend):
        played.append(backend)
        if backend == "firebase":
            raise EmulatorMissing("no Java 11 or newer")
        return 0

    monkeypatch.setattr(ella, "_play", play)
    assert ella.demo(ella.Backend.FIREBASE) == 0
    assert played == ["firebase", "embedded"]
    assert capsys.readouterr().out == "no Java 11 or newer; playing on the embedded adapters instead\n"
