from collections.abc import Mapping


class GraphError(Exception):
    """An answer in Graph's error shape: `{"error": {code, message, innerError}}`.

    `inner` is the deepest code (`innerError.code`), on which clients are told to key.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        inner: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.inner = inner
        self.headers = dict(headers or {})
        self.page: bytes | None = None
        """An HTML page in place of Graph's shape, where something else than Graph answers."""


def not_found(what: str = "The resource could not be found.") -> GraphError:
    """A 404 as OneDrive and SharePoint say it (OD:errors)."""
    return GraphError(404, "itemNotFound", what)


def invalid(message: str, inner: str | None = None) -> GraphError:
    """A 400 (OD:errors)."""
    return GraphError(400, "invalidRequest", message, inner=inner)


def denied(message: str) -> GraphError:
    """A 403 (OD:errors); also what a retention label answers, which no page states."""
    return GraphError(403, "accessDenied", message)


def locked(message: str) -> GraphError:
    """A 423, seen on checked-out or opened files (graph-examples/error-423-locked.json)."""
    return GraphError(423, "notAllowed", message, inner="resourceLocked")


def name_taken(name: str) -> GraphError:
    """A 409 on a name conflict with behaviour `fail` (OD:errors)."""
    return GraphError(
        409, "nameAlreadyExists", f"An item with the name '{name}' already exists in the folder."
    )


def not_modelled(what: str) -> GraphError:
    """A 501: this simulator does not know it, and says so rather than guess."""
    return GraphError(501, "notImplemented", f"Not modelled by this simulator: {what}")
