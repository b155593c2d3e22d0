"""Where apps are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.apps.model import App

APP_LIST = QueryShape("apps", equals=("status",), sorts=(("name",), ("-createdAt",)))


class AppRepository(Repository[App]):
    """Apps by id."""

    collection: ClassVar[str] = "apps"
    noun: ClassVar[str] = "app"
    model = App
