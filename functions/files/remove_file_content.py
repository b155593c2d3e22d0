"""What is deleted leaves the file store too, however often that takes."""

from shared.domain.uploads.events import FileDeleted
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(FileDeleted, external=True)
async def remove_file_content(event: FileDeleted, ctx: ExternalContext) -> None:
    """Remove the content of a deleted file."""
    await ctx.files.delete(event.path)
