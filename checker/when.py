"""When an item went and came back, and whether people could see it at some moment."""

from checker.tenant import Effect, Item, Tenant


def removal(tenant: Tenant, item: Item, n: int | None = None) -> Effect | None:
    """Return the act by which it, or a folder above it, had gone to the recycle bin after call `n`.

    At the end without `n`. Null while it lives. Or the act by which it left for another library: then
    an item there took its place, and is asked after itself. What came back and went again went by
    the act since then.
    """
    if n is None and item.live:
        return None
    ends = [e for p in tenant.above(item) for e in tenant.done_to(p, "recycled", "transferred")]
    backs = [e.n for e in tenant.done_to(item.place, "restored")]
    last_back = max((b for b in backs if item.covers(b) and (n is None or b <= n)), default=0)
    gone = [e for e in ends if e.n > last_back and item.covers(e.n) and (n is None or e.n <= n)]
    return min(gone, key=lambda e: e.n, default=None)


def seen_at(tenant: Tenant, item: Item, n: int) -> bool:
    """Return whether people could see it after call `n`.

    A copy that an app moved later was in a staging folder before: the path of today tells no more.
    """
    if item.staged or removal(tenant, item, n) is not None:
        return False
    return lay_there(tenant, item, n) and not _was_staged(tenant, item, n)


def lay_there(tenant: Tenant, item: Item, n: int) -> bool:
    """Return whether it had been made, and was in no recycle bin, after call `n`."""
    made = tenant.done_to(item.place, "created", "copied", "folder")
    if made and made[0].n > n:
        return False
    return removal(tenant, item, n) is None


def _was_staged(tenant: Tenant, item: Item, n: int) -> bool:
    moves = tenant.done_to(item.place, "moved")
    brought = item.copied_from is not None and item.created_by.kind == "app"
    placed = next((move.n for move in moves if not move.by_person), None)
    return brought and placed is not None and placed > n
