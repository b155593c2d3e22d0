"""The runner image's recipe and its services, read: no engine that could build it is asked for."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from typing import Any

import pytest
import yaml

from shared.engines.languages import LANGUAGES
from shared.runtime.declare import HttpDeclaration
from shared.runtime.entry_points import ROOT, all_declarations, function_files
from shared.runtime.profiles import PROFILES, Runtime
from tools.gateway.routes import RouteTable

RUNNER = ROOT / "deploy" / "runner"
PACKAGES = [line.split() for line in (RUNNER / "packages.txt").read_text().splitlines()]
EXECUTING = [each for each in all_declarations() if each.runtime is Runtime.EXECUTION]
RUNNING = sorted(path.stem for path in function_files() if "outside.sandbox" in path.read_text())
OTHERS = {"python3": "python3", "go": "golang-go", "rustc": "rustc"}


def instructions() -> list[tuple[str, str]]:
    text = re.sub(r"^#.*\n", "", (RUNNER / "Dockerfile").read_text(), flags=re.MULTILINE).replace("\\\n", " ")
    return [(line.split()[0], line.partition(" ")[2]) for line in text.splitlines() if line.strip()]


def arguments(wanted: str) -> list[str]:
    return [rest for name, rest in instructions() if name == wanted]


def taken_from_the_repository() -> Iterator[str]:
    for rest in arguments("COPY"):
        if "--from=" not in rest:
            yield from rest.split()[:-1]
    for rest in arguments("RUN"):
        yield from re.findall(r"--mount=type=bind,source=([^, ]+)", rest)


def service(name: str) -> dict[str, Any]:
    return yaml.safe_load((RUNNER / f"{name}.yaml").read_text())


def test_whatever_the_image_takes_from_the_repository_is_there_and_let_through() -> None:
    allowed = [line[1:] for line in (RUNNER / "Dockerfile.dockerignore").read_text().splitlines() if line[0] == "!"]
    taken = set(taken_from_the_repository())
    assert {"main.py", "functions", "shared"} <= taken
    for path in taken:
        assert (ROOT / path).exists(), path
    assert taken == set(allowed)


def test_nothing_else_of_the_repository_can_get_into_the_image() -> None:
    first = (RUNNER / "Dockerfile.dockerignore").read_text().splitlines()[0]
    assert first == "*"
    assert not [path for path in taken_from_the_repository() if fnmatch(path, "*.env*") or path in (".", "./")]


def test_its_packages_are_those_that_ci_installs() -> None:
    [installing] = [rest for rest in arguments("RUN") if "packages.txt" in rest]
    assert "apt-get install" in installing
    assert "deploy/runner/packages.txt" in (ROOT / ".ci" / "run").read_text()
    assert all(len(line) == 2 for line in PACKAGES)


def test_its_packages_bring_each_toolchain() -> None:
    [installing] = [rest for rest in arguments("RUN") if "packages.txt" in rest]
    copied = {rest.split()[-1] for rest in arguments("COPY")}
    brought = {wanted for wanted, _ in PACKAGES} | {path.rpartition("/")[2] for path in copied}
    brought |= {"bash"} | {command for command, package in OTHERS.items() if f" {package} " in installing}
    assert {language.command for language in LANGUAGES.values()} <= brought


def test_the_npm_packages_are_where_the_languages_look_for_them() -> None:
    copied = {rest.split()[-1].removeprefix("/ella/") for rest in arguments("COPY")}
    wanted = {place for language in LANGUAGES.values() for place in language.packages.values()}
    assert wanted == {path for path in copied if path.startswith("node_modules/")}


def test_it_runs_as_nobody_special_and_downloads_nothing_by_address() -> None:
    *_, (last_user, user) = [each for each in instructions() if each[0] == "USER"]
    assert last_user == "USER"
    assert int(user.partition(":")[0]) >= 1000
    assert arguments("ADD") == []
    assert not [rest for rest in arguments("RUN") if re.search(r"https?://|curl|wget", rest)]


def test_its_bases_and_python_packages_are_pinned() -> None:
    for base in arguments("FROM"):
        assert re.match(r"[a-z]+:\S*bookworm-slim", base), base
    [installing] = [rest for rest in arguments("RUN") if "pip install" in rest]
    assert "--require-hashes -r requirements.txt" in installing


def test_it_serves_the_function_it_is_told_to() -> None:
    [command] = arguments("CMD")
    assert command.startswith('["functions-framework"')
    assert "--target" not in command


def test_each_function_that_runs_programs_has_a_service_and_no_other_has() -> None:
    assert sorted(path.stem for path in RUNNER.glob("*.yaml")) == RUNNING
    assert {*RUNNING} <= {each.name for each in EXECUTING}


@pytest.mark.parametrize("name", RUNNING)
def test_a_service_has_the_profile_of_its_runtime_and_is_closed_to_the_outside(name: str) -> None:
    profile, found = PROFILES[Runtime.EXECUTION], service(name)
    template = found["spec"]["template"]
    annotations, spec = template["metadata"]["annotations"], template["spec"]
    [container] = spec["containers"]
    environment = {each["name"]: each["value"] for each in container["env"]}
    assert found["metadata"]["annotations"]["run.googleapis.com/ingress"] == "internal"
    assert found["metadata"]["annotations"]["run.googleapis.com/invoker-iam-disabled"] == "false"
    assert annotations["run.googleapis.com/execution-environment"] == "gen2"
    assert annotations["autoscaling.knative.dev/minScale"] == str(profile.min_instances)
    assert annotations["autoscaling.knative.dev/maxScale"] == str(profile.max_instances)
    assert (spec["containerConcurrency"], spec["timeoutSeconds"]) == (1, profile.timeout)
    assert container["resources"]["limits"] == {"cpu": str(profile.cpu), "memory": f"{profile.memory}Mi"}
    assert environment["FUNCTION_TARGET"] == name
    assert spec["serviceAccountName"].startswith("ella-runner@")
    assert not [each for each in container["env"] if "valueFrom" in each]


@pytest.mark.parametrize("name", [each.name for each in EXECUTING])
def test_a_function_of_the_execution_runtime_has_no_public_route(name: str) -> None:
    [declared] = [each for each in EXECUTING if each.name == name]
    assert not isinstance(declared, HttpDeclaration)
    table = RouteTable()
    for path in (f"/{name}", f"/v1/{name}", f"/v1/{name.replace('_', '-')}", f"/functions/{name}"):
        assert table.find("POST", path) == (None, [])
