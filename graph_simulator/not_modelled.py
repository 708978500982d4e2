"""Calls that Graph documents beside those modelled here, for COVERAGE.md; each answers 501."""

NOT_MODELLED: tuple[tuple[str, str], ...] = (
    ("GET /me", "whoever is signed in is asked by `/users/{user}`"),
    ("GET /users/{user}/drive", "OneDrives"),
    ("GET /groups/{group}/drives", "`/sites/{site}/drives` of the group's site"),
    ("GET /groups/{group}/owners", "GD:group-list-owners"),
    ("GET /teams/{team}/members", "GD:team-list-members; the people of a team: `group.members`"),
    ("GET /teams/{team}/channels/{channel}/members", "GD:channel-list-members"),
    ("GET /teams/{team}/channels/getAllMessages", "DX; export, on request"),
    ("GET /teams/{team}/channels/{channel}/messages/{message}/replies", "MD"),
    ("GET /chats", "DX"),
    ("POST /sites", "DX; people make sites by this simulator's own API"),
    ("GET /sites/{site}/columns", "GD:site-list-columns; lists have columns of their own here"),
    ("POST /sites/{site}/columns", "GD:site-post-columns"),
    ("POST /sites/{site}/contentTypes", "GD:site-post-contenttypes; the seed says them"),
    ("GET /sites/{site}/contentTypes/{type}", "GD:contenttype-get; of a list it is modelled"),
    ("PATCH /sites/{site}/lists/{list}", "MD"),
    ("DELETE /sites/{site}/lists/{list}", "MD"),
    (
        "POST /sites/{site}/lists/{list}/contentTypes/addCopyFromContentTypeHub",
        "GD zh-CN 2023: contenttype-addcopyfromcontenttypehub",
    ),
    ("GET /sites/{site}/lists/{list}/items/{item}/versions", "MD; of a file: `version.list`"),
    ("POST /search/query", "the index of search is not modelled"),
    ("GET /drives/{drive}/root/search(q='x')", "the index of search is not modelled"),
    ("GET /drives/{drive}/items/{item}/delta", "SharePoint tracks the root only"),
    ("POST /drives/{drive}/items/{item}/restore", "GD21:driveitem-restore: OneDrive Personal"),
    (
        "POST /drives/{drive}/items/{item}/extractSensitivityLabels",
        "GD:driveitem-extractsensitivitylabels",
    ),
    (
        "POST /drives/{drive}/items/{item}/assignSensitivityLabel",
        "GD:driveitem-assignsensitivitylabel; metered",
    ),
    ("GET /security/labels/categories/{category}/subcategories", "MD"),
    ("PATCH /security/triggers/retentionEvents/{event}", "MD"),
)
