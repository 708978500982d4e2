"""Which HTTP function answers a path.

Route templates are those of the Azure host: `{name}`, `{name:constraint}`, `{name?}` at the end,
`{*rest}`; letter case makes no difference (learn.microsoft.com, "Azure Functions HTTP trigger",
"Customize the HTTP endpoint", and ASP.NET's "Route templates").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from local_host.bindings import HostedFunction, HttpTrigger, UnknownBindingError

PARAMETER = re.compile(r"\{(\*?)(\w+)(?::(\w+))?(\??)\}")
CONSTRAINTS = {
    None: r"[^/]+",
    "int": r"-?\d+",
    "long": r"-?\d+",
    "alpha": r"[A-Za-z]+",
    "guid": r"[0-9A-Fa-f]{8}(?:-?[0-9A-Fa-f]{4}){3}-?[0-9A-Fa-f]{12}",
}


@dataclass(frozen=True, slots=True)
class Route:
    """One HTTP function and the paths it answers."""

    function: HostedFunction
    trigger: HttpTrigger
    pattern: re.Pattern[str]


class Routes:
    """All HTTP functions of an app under one prefix (empty: none)."""

    def __init__(self, functions: Iterable[HostedFunction], prefix: str) -> None:
        routes = []
        for function in functions:
            if isinstance(function.trigger, HttpTrigger):
                template = f"{prefix.strip('/')}/{function.trigger.route.strip('/')}".strip("/")
                pattern = _compile(function.name, template)
                routes.append((_openness(template), Route(function, function.trigger, pattern)))
        # Written-out segments win from parameters, and these from a catch-all.
        self._routes = [route for _, route in sorted(routes, key=lambda pair: pair[0])]

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]] | None:
        """Return who answers, with the parameters of the route, or None.

        `path` is decoded. A known path with another method is None as well: Azure answers 404 there
        (azure-functions-host issue #10098).
        """
        for route in self._routes:
            match = route.pattern.fullmatch(path.strip("/"))
            if match and (not route.trigger.methods or method in route.trigger.methods):
                return route, {k: v for k, v in match.groupdict().items() if v is not None}
        return None


def _openness(template: str) -> list[int]:
    segments = template.split("/")
    return [2 if "{*" in s else 1 if "{" in s else 0 for s in segments]


def _compile(function: str, template: str) -> re.Pattern[str]:
    pattern = ""
    end = 0
    for found in PARAMETER.finditer(template):
        star, name, constraint, optional = found.groups()
        if constraint not in CONSTRAINTS or (optional and found.end() != len(template)):
            raise UnknownBindingError(
                f"Function {function}: the local host reads no {found.group()!r}"
            )
        value = rf"(?P<{name}>{'.*' if star else CONSTRAINTS[constraint]})"
        between = template[end : found.start()]
        if star or optional:  # then the slash before it may be missing, too
            pattern += re.escape(between.removesuffix("/"))
            pattern += f"(?:{'/' if between.endswith('/') else ''}{value})?"
        else:
            pattern += re.escape(between) + value
        end = found.end()
    rest = template[end:]
    if "{" in rest or "}" in rest:
        raise UnknownBindingError(
            f"Function {function}: the local host reads no route {template!r}"
        )
    return re.compile(pattern + re.escape(rest), re.IGNORECASE | re.DOTALL)
