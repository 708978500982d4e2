"""The timers: finding sources, keeping subscriptions, the sweep, the safety delta, the seal."""

import asyncio
import logging
from datetime import timedelta

import azure.functions as func

from filing.errors import FilingError, NotFound, Spent, Stopped, Throttled
from functions.composition import Whole, the_refused, the_whole
from functions.messages import CHANGES, DOCUMENTS, STORAGE, Texts, changes_texts, document_texts
from graph_client.notifications import client_state
from graph_client.places import channel_folder
from graph_client.subscriptions import Subscription, renew, subscribe, unsubscribe
from records.canonical import digest
from records.documents import Location
from records.file_plan import FilePlan, Source
from store.sources import DriveState

blueprint = func.Blueprint()
log = logging.getLogger("dossierstroom.schedule")

# A drive's subscription lives at most 42,300 minutes (29 days and 9 hours).
LIFE = timedelta(days=7)
RENEW_BEFORE = timedelta(days=3)
LAPSES_SOON = timedelta(days=1)
DEAF_AFTER = timedelta(hours=9)  # two safety deltas, and some patience
# Graph's own word is less than a minute on average, and hours at worst
# (https://learn.microsoft.com/graph/change-notifications-overview#latency).
ANNOUNCED_WITHIN = timedelta(minutes=10)
UNANNOUNCED = "unannounced_changes"


@blueprint.timer_trigger(arg_name="timer", schedule="0 */5 * * * *")
@blueprint.queue_output(arg_name="changes", queue_name=CHANGES, connection=STORAGE)
async def tend(timer: func.TimerRequest, changes: Texts) -> None:
    """Find the sources, subscribe to their drives, renew what will expire.

    A drive that was just subscribed to is read at once: what changed before nobody announces.
    And what the safety delta found, and nobody announced in time, is said.
    """
    whole = await the_whole()
    await tell_unannounced(whole)
    await find_sources(whole)
    fresh = [d.drive_id for d in await whole.sources.drives() if await _tend_drive(whole, d)]
    if fresh:
        changes.set(changes_texts(fresh))


@blueprint.timer_trigger(arg_name="timer", schedule="*/15 * * * * *")
@blueprint.queue_output(arg_name="documents", queue_name=DOCUMENTS, connection=STORAGE)
@blueprint.queue_output(arg_name="changes", queue_name=CHANGES, connection=STORAGE)
async def sweep(timer: func.TimerRequest, documents: Texts, changes: Texts) -> None:
    """Nudge for every document that is due and every drive that rang, that no nudge reached."""
    whole = await the_whole()
    await the_refused().write(whole.house)
    due = await whole.documents.due()
    if due:
        documents.set(document_texts(due))
    unread = await whole.listening.unread()
    if unread:
        changes.set(changes_texts(unread))


@blueprint.timer_trigger(arg_name="timer", schedule="0 0 */4 * * *")
@blueprint.queue_output(arg_name="changes", queue_name=CHANGES, connection=STORAGE)
async def safety_delta(timer: func.TimerRequest, changes: Texts) -> None:
    """Read every drive, rung or not: Graph may drop notifications and never say so.

    A drive that was not read since well before the last time, or never since it was found, is
    deaf, and that is said. So is a change that this finds and nobody announces: `tend` tells.
    """
    whole = await the_whole()
    drives = await whole.sources.drives()
    for drive in drives:
        heard = [moment for moment in (drive.found_at, drive.read_at) if moment is not None]
        if heard and whole.now() - max(heard) > DEAF_AFTER:
            log.error("drive %s was last read at %s: deaf", drive.drive_id, drive.read_at)
            await whole.listening.drive_problem(drive.drive_id, f"deaf since {max(heard)}")
    await whole.listening.safety_rings()
    if drives:
        changes.set(changes_texts([drive.drive_id for drive in drives]))


@blueprint.timer_trigger(arg_name="timer", schedule="0 10 * * * *")
async def seal(timer: func.TimerRequest) -> None:
    """Seal the heads of all chains of the register, and anchor the seal outside the database."""
    whole = await the_whole()
    seals = await asyncio.to_thread(whole.register.seal, whole.now())
    added = await asyncio.to_thread(whole.anchor.add, seals)
    if late := len([seq for seq in added if seq != max(seals)]):
        log.warning("%s older seal(s) had no anchor and got one now: was the anchor lost?", late)


async def find_sources(whole: Whole) -> None:
    """Ask Graph where each source of the file plan is; what cannot be found is written down."""
    file_plan = await whole.in_force.plan()
    if file_plan is None:
        log.warning("no file plan is in force; use `dossier plan-in-force`")
        return
    for source in file_plan.sources:
        try:
            found = await _folder_of(whole, file_plan, source)
        except Spent as error:
            log.info("the sources are looked for later: %s", error)  # nothing is wrong with them
            return
        except Throttled as error:
            log.warning("source %s is looked for later: %s", source.name, error)
            continue
        except FilingError as error:
            log.warning("source %s cannot be found now: %s", source.name, error)
            await whole.sources.source_problem(source.name, str(error))
            continue
        if found is None:
            problem = f"there is no channel «{source.channel}» in a team «{source.team}»"
            log.warning("source %s: %s", source.name, problem)
            await whole.sources.source_problem(source.name, problem)
            continue
        await whole.sources.found_source(source.name, *found)


async def _folder_of(
    whole: Whole, file_plan: FilePlan, source: Source
) -> tuple[Location, str] | None:
    """Return the folder that a source listens to and its path; None where there is no channel."""
    drives = whole.workplace.drives
    if source.is_governed:
        drive_id = await drives.library(file_plan.sites[source.site], source.library)
        return (await drives.root(drive_id)).location, "/"
    folder = await channel_folder(whole.session, source.team, source.channel)
    item = await drives.item(folder) if folder else None
    if folder is None or item is None:
        return None
    return folder, f"{item.path.rstrip('/')}/{item.name}"


async def tell_unannounced(whole: Whole) -> None:
    """Count and say where the safety delta found what no notification announced in time."""
    for drive_id in await whole.listening.unannounced(ANNOUNCED_WITHIN):
        log.error("drive %s changed and no notification came: it is deaf", drive_id)
        await whole.house.count(UNANNOUNCED)


async def _tend_drive(whole: Whole, drive: DriveState) -> bool:
    """Subscribe or renew; return whether the drive was subscribed to anew.

    A subscription that was made with another key or address rings for nobody: it is replaced. While
    the stop switch is on nothing is done; that is said once the drive has none, or nearly.
    """
    now = whole.now()
    made_with = _made_with(whole, drive.drive_id)
    expires = drive.subscription_expires_at
    live = bool(drive.subscription_id and expires and expires > now)
    usable = live and drive.subscribed_as == made_with
    if usable and expires and expires - now > RENEW_BEFORE:
        return False
    try:
        if usable and await _renewed(whole, drive, made_with):
            return False
        if live and not usable and drive.subscription_id:
            before = whole.documents.before_effect
            await unsubscribe(whole.session, drive.subscription_id, before=before)
        made = await _subscribe(whole, drive.drive_id)
        await whole.sources.subscribed(drive.drive_id, made.id, made.expires_at, made_with)
    except (Spent, Stopped, Throttled) as error:
        log.warning("drive %s is tended later: %s", drive.drive_id, error)
        if not expires or expires - now < LAPSES_SOON:
            await whole.sources.subscription_problem(drive.drive_id, f"no subscription: {error}")
        return False
    except FilingError as error:
        log.warning("drive %s cannot be subscribed to now: %s", drive.drive_id, error)
        await whole.sources.subscription_problem(drive.drive_id, f"no subscription: {error}")
        return False
    return True


async def _renewed(whole: Whole, drive: DriveState, made_with: str) -> bool:
    """Let the subscription live on; False when Graph no longer has it."""
    try:
        kept = await renew(
            whole.session,
            drive.subscription_id or "",
            whole.now() + LIFE,
            before=whole.documents.before_effect,
        )
    except NotFound:
        log.warning("the subscription on drive %s is gone; making it anew", drive.drive_id)
        return False
    await whole.sources.subscribed(drive.drive_id, kept.id, kept.expires_at, made_with)
    return True


async def _subscribe(whole: Whole, drive_id: str) -> Subscription:
    return await subscribe(
        whole.session,
        drive_id,
        whole.settings.notification_url,
        client_state(whole.settings.client_state_key, drive_id),
        whole.now() + LIFE,
        before=whole.documents.before_effect,
    )


def _made_with(whole: Whole, drive_id: str) -> str:
    state = client_state(whole.settings.client_state_key, drive_id)
    return digest({"client_state": state, "notification_url": whole.settings.notification_url})
