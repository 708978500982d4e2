"""Which Graph permission each operation needs: the least application permission, by its page.

A house test compares the union with what `infra/` grants, both ways. Where Microsoft's pages and
its own permission list disagree, the one that is sure to suffice stands here, with a word.
Several permissions are parted by a space.
"""

from collections.abc import Mapping

# Pages: https://learn.microsoft.com/graph/api/<page>
PERMISSIONS: Mapping[str, str] = {
    # looking
    "item": "Files.Read.All",  # driveitem-get
    "child": "Files.Read.All",  # driveitem-get
    "children": "Files.Read.All",  # driveitem-list-children
    "root": "Files.Read.All",  # driveitem-get
    "library": "Sites.Read.All",  # site-getbypath, drive-list
    "columns": "Sites.Read.All",  # list-list-columns
    "content_types": "Sites.Read.All",  # list-list-contenttypes
    "version_content": "Files.Read.All",  # driveitemversion-get-contents
    "versions": "Files.Read.All",  # driveitem-list-versions
    "access": "Files.Read.All",  # driveitem-list-permissions
    "label": "Files.Read.All",  # driveitem-getretentionlabel
    "content": "Files.Read.All",  # driveitem-get-content
    "copy_state": "",  # long-running-actions-overview: the address is its own secret
    # changing
    "make_folder": "Files.ReadWrite.All",  # driveitem-post-children
    "start_copy": "Files.ReadWrite.All",  # driveitem-copy
    "set_columns": "Sites.ReadWrite.All",  # listitem-update
    "restore_columns": "Sites.ReadWrite.All",  # listitem-update, list-list-columns
    "place": "Files.ReadWrite.All",  # driveitem-move
    # driveitem-setretentionlabel says Files.Read.All, which no write can mean; a record label
    # asks for Sites.FullControl.All, which we do not want: recordkeepers change those.
    "set_label": "Sites.ReadWrite.All",
    "remove_label": "Files.ReadWrite.All",  # driveitem-removeretentionlabel; records: as above
    "put_small": "Files.ReadWrite.All",  # driveitem-put-content
    "delete": "Files.ReadWrite.All",  # driveitem-delete
    # listening
    "delta_page": "Files.Read.All",  # driveitem-delta
    # teams-list, channel-list, channel-get-filesfolder
    "channel_folder": "Team.ReadBasic.All Channel.ReadBasic.All Files.Read.All",
    # subscription-post-subscriptions asks for writing where reading would do; so do renewing and
    # ending, which need what creating needed.
    "subscribe": "Files.ReadWrite.All",
    "renew": "Files.ReadWrite.All",
    "unsubscribe": "Files.ReadWrite.All",
}
