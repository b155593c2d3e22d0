"""The samples and the secret tests as groups with points."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from shared.engines.problem_packages.cases import CaseFolder, CaseReader
from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.grading import (
    NewGrading,
    legacy_grading,
    new_grading,
    share_left,
    speaks_legacy,
)
from shared.engines.problem_packages.model import CaseGroup, PackageFormat, Settings

_NOTHING = Decimal(0)


def read_testdata(files: Mapping[str, bytes], settings: Settings, findings: Findings) -> tuple[CaseGroup, CaseGroup]:
    """Return the samples and the secret tests."""
    reader = CaseReader(files, settings.constants, findings)
    root = reader.root()
    sample, secret = reader.folder("sample", root), reader.folder("secret", root)
    if not secret.all_cases():
        findings.error("data/secret", "there is no secret test")
    every = (*root, *(own for part in (sample, secret) for folder in part.walk() if (own := folder.own) is not None))
    if settings.format is PackageFormat.LEGACY or any(speaks_legacy(fields) for fields in every):
        found = _legacy_group(sample), _legacy_group(secret)
        counted = settings.scoring and not legacy_grading(root).ignores_sample
    else:
        found = _new_group(sample, new_grading(None, secret=False), _NOTHING), _new_secret(secret)
        counted = False
    for fields in every:
        fields.warn_of_unknown()
    return (found[0] if counted else _without_points(found[0])), found[1]


def _legacy_group(folder: CaseFolder) -> CaseGroup:
    grading = legacy_grading(folder.chain)
    groups = tuple(_legacy_group(sub) for sub in folder.folders)
    return grading.group(folder.name, folder.cases, tuple(group for group in groups if group.cases or group.groups))


def _new_secret(folder: CaseFolder) -> CaseGroup:
    grading = new_grading(folder.own, secret=True)
    return _new_group(folder, grading, grading.points or _NOTHING)


def _new_group(folder: CaseFolder, grading: NewGrading, points: Decimal) -> CaseGroup:
    """Return a group; folders without settings of their own are only folders, their tests the group's."""
    groups = [sub for sub in folder.folders if sub.own is not None]
    plain = [case for sub in folder.folders if sub.own is None for case in sub.all_cases()]
    gradings = [new_grading(sub.own, secret=False) for sub in groups]
    cases = tuple(sorted((*folder.cases, *plain), key=lambda case: case.name))
    share = share_left(points, grading.aggregation, [each.points for each in gradings], len(cases))
    return CaseGroup(
        name=folder.name,
        aggregation=grading.aggregation,
        points=points,
        cases=cases,
        groups=tuple(
            _new_group(sub, each, share if each.points is None else each.points)
            for sub, each in zip(groups, gradings, strict=True)
        ),
        requires=grading.requires,
    )


def _without_points(group: CaseGroup) -> CaseGroup:
    return replace(group, points=_NOTHING, groups=tuple(_without_points(each) for each in group.groups))
