"""The function app: its triggers, and nothing else. Parts are put together at the first call."""

import azure.functions as func

from functions import changes, documents, learning, notifications, schedule

app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)
for part in (notifications, changes, documents, schedule, learning):
    app.register_functions(part.blueprint)
