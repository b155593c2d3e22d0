"""A report as a file."""

import json
from typing import Any

from shared.domain.prompt_reports.model import PromptReportFormat
from shared.engines.report_sheets import Sheet


def written(sheet: Sheet, data: dict[str, Any], format: PromptReportFormat) -> bytes:
    """Return the file of a report: `data`, ready for JSON, as it is; the sheet laid out."""
    if format is PromptReportFormat.JSON:
        return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    if format is PromptReportFormat.MARKDOWN:
        from shared.engines.report_markdown import markdown

        return markdown(sheet).encode("utf-8", "replace")
    # The fonts are loaded only where one lays out.
    from shared.engines.report_layout import pdf

    return pdf(sheet)
