"""Files of tasks by their media type."""

from zoneinfo import ZoneInfo

from shared.engines.task_files.found import FoundPlan

XML_TYPES = ("application/xml", "text/xml")


def read_tasks(data: bytes, content_type: str, zone: str) -> FoundPlan:
    """Return what a file of tasks holds, its local times those of `zone`; raise InvalidInput where it is none."""
    where = ZoneInfo(zone)
    # The readers are loaded only where one reads.
    if content_type in XML_TYPES:
        from shared.engines.task_files.project_xml import read_project

        return read_project(data, where)
    if content_type == "application/json":
        from shared.engines.task_files.json_files import read_json

        return read_json(data, where)
    from shared.engines.task_files.tables import read_table

    return read_table(data, where)
