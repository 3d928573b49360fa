"""What `cpdbot doctor` looks at: tokens, scopes, clock, the database with what is left lying in it,
the evidence store, the keys of badges, and the limits of reading files.

Nothing is changed.
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from email.utils import parsedate_to_datetime

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.start import unreachable
from bot.cli.badge_checks import check_badges
from bot.cli.coach_checks import check_coach, check_use, is_set_up
from bot.cli.evidence_checks import check_evidence
from bot.cli.findings import Finding, note, to_do, well
from bot.cli.reader_checks import check_readers
from bot.cli.timestamp_checks import check_authority, check_unstamped
from bot.clock import real_time
from bot.delivery.clients import SECONDS, web_client
from bot.delivery.slack import NotNow, SlackTrouble, Unclear, response
from bot.manifest import load_manifest
from bot.policy.schemes.pack import PassedOver
from bot.policy.schemes.pack_file import load_packs
from bot.services.context.rules_in_force import STEP_RUN_ON, RulesInForce
from bot.settings import Settings
from storage.engine import migrate
from storage.engine.database import Database
from storage.engine.errors import StorageUnavailable
from storage.queues.inbox import Inbox
from storage.queues.jobs import Jobs
from storage.queues.outbox import Outbox
from storage.queues.queue import SetAside
from storage.unit_of_work import look
from storage.vocabulary import DOCUMENT_KINDS
from storage.workspaces import workspace_ids

CLOCK_MAY_DIFFER = timedelta(seconds=60)  # Slack's signatures are refused after five minutes


async def check_all(settings: Settings) -> list[Finding]:
    """Everything, in the order in which it is best put right."""
    async with aiohttp.ClientSession() as http:
        client = web_client(settings, http, settings.bot_token.get_secret_value())
        findings = await _check_bot(settings, client)
        if settings.mode == "socket":
            findings.append(await _check_app_token(settings, client))
        else:
            findings.append(_check_signing_secret(settings))
        findings.append(await check_coach(settings, http))
        findings.append(await check_authority(settings))
    findings += check_badges(settings)
    found = await asyncio.to_thread(_check_database, settings)
    return [*findings, *found, *check_readers()]


async def _check_bot(settings: Settings, client: AsyncWebClient) -> list[Finding]:
    """The bot token; if Slack takes it, its scopes, and our clock beside Slack's."""
    if not settings.bot_token.get_secret_value():
        return [_missing("SLACK_BOT_TOKEN", "OAuth & Permissions")]
    try:
        answer = await response("auth.test", client.auth_test(), SECONDS)
    except (NotNow, Unclear):
        return [to_do(unreachable(settings.api_url))]
    except SlackTrouble as trouble:
        return [
            to_do(
                f"Slack refuses SLACK_BOT_TOKEN ({trouble.code}). Install the app again under "
                "OAuth & Permissions, and set the Bot User OAuth Token.",
            )
        ]
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return [
        well(f"bot token: {answer.get('user')} in {answer.get('team')}"),
        *check_scopes(headers.get("x-oauth-scopes", ""), coach=is_set_up(settings)),
        check_manifest(whole_org=bool(answer.get("is_enterprise_install"))),
        check_clock(headers.get("date", "")),
    ]


_WITHOUT = {
    "app_mentions:read": "mentions in channels go unanswered",
    "channels:history": "a draft from a message in a public channel has its link and no words",
    "groups:history": "a draft from a message in a private channel has its link and no words",
    "reactions:read": "an emoji on a message in a channel starts no draft",
    "users:read.email": "people whom another system names by e-mail have to be matched by hand",
}
"""By optional scope: what does not happen without it."""


_PEOPLE = "users:read"
"""The scope by which it is known whose names are to be replaced."""


def check_scopes(granted: str, *, coach: bool = False) -> list[Finding]:
    """The token's scopes (Slack's `x-oauth-scopes`) beside the manifest's."""
    manifest = load_manifest()
    lacking = manifest.scopes - {scope.strip() for scope in granted.split(",")}
    needed = sorted(lacking - manifest.optional)
    left_out = sorted(lacking & manifest.optional)
    how = "Bring the app's manifest up to date (cpdbot manifest) and install the app again."
    found = [
        note(f"scopes: {one} is not granted, so {_WITHOUT[one]}. That is optional. {how}")
        for one in left_out
    ]
    if needed:
        silent = " Until then nothing is sent to the coach." if coach and _PEOPLE in needed else ""
        return [to_do(f"scopes: {', '.join(needed)} not granted. {how}{silent}"), *found]
    return [well(f"scopes: {', '.join(sorted(manifest.scopes - lacking))}"), *found]


def check_manifest(*, whole_org: bool) -> Finding:
    """Which manifest is installed, as far as Slack tells an app: not at all, but its step can be
    had in Workflow Builder only where it is installed for the whole organisation.
    """
    if whole_org:
        return note(
            "workflow step: installed for the whole organisation, so that workflows have it if the "
            "manifest is that of cpdbot manifest --with workflow. Slack does not say which it is."
        )
    return well(
        "workflow step: installed in one workspace, so that workflows do not have it. That is "
        "optional; it needs a paid plan, cpdbot manifest --with workflow, and an install for the "
        "whole organisation."
    )


def check_clock(date: str) -> Finding:
    """Our clock beside the date of an answer of Slack's (an HTTP header)."""
    try:
        apart = abs(real_time() - parsedate_to_datetime(date))
    except ValueError:
        return to_do("clock: Slack's answer has no date. Is there a proxy in between?")
    seconds = f"{apart.total_seconds():.0f} s from Slack's"
    if apart > CLOCK_MAY_DIFFER:
        return to_do(f"clock: {seconds}. Set this machine's clock, by NTP if you can.")
    return well(f"clock: {seconds}")


async def _check_app_token(settings: Settings, client: AsyncWebClient) -> Finding:
    token = settings.app_token.get_secret_value()
    if not token:
        return _missing("SLACK_APP_TOKEN", "Basic Information, App-Level Tokens")
    call = client.apps_connections_open(app_token=token)
    try:
        await response("apps.connections.open", call, SECONDS)
    except (NotNow, Unclear):
        return to_do(unreachable(settings.api_url))
    except SlackTrouble as trouble:
        return to_do(
            f"Slack refuses SLACK_APP_TOKEN ({trouble.code}). Make an app-level token with the "
            "scope connections:write, and switch Socket Mode on.",
        )
    return well("app token: Socket Mode connects")


def _check_signing_secret(settings: Settings) -> Finding:
    if not settings.signing_secret.get_secret_value():
        return _missing("SLACK_SIGNING_SECRET", "Basic Information, App Credentials")
    return well("signing secret: set (only a request from Slack can prove it)")


def _check_database(settings: Settings) -> list[Finding]:
    url = settings.database_url
    try:
        version = migrate.revision(url)
        if version != migrate.head():
            behind = f"database: at version {version or 'none'}, not {migrate.head()}."
            return [to_do(f"{behind} Run: cpdbot migrate")]
        return [well(f"database: at version {version}"), *_check_rows(settings)]
    except (ValueError, StorageUnavailable) as error:
        return [to_do(f"CPDBOT_DATABASE_URL: {error}")]


def _check_rows(settings: Settings) -> list[Finding]:
    """The evidence store, roots without a receipt, who has the coach, what was set aside, and
    decisions that do not apply any more.
    """
    database = Database(settings.database_url)
    try:
        aside = {
            "events": Inbox(database).aside(),
            "messages": Outbox(database).aside(),
            "jobs": Jobs(database).aside(),
        }
        found = [_set_aside(what, rows) for what, rows in aside.items() if rows]
        kept = [*check_evidence(settings, database), *check_unstamped(settings, database)]
        steps = _steps_run(database)
        return [*kept, *check_use(settings, database), *steps, *found, *_passed_over(database)]
    finally:
        database.close()


def _steps_run(database: Database) -> list[Finding]:
    """Where a workflow has run the step: there the manifest with it is installed."""
    found: list[Finding] = []
    for workspace_id in workspace_ids(database):
        with look(database, workspace_id) as work:
            workspace = work.workspace.get()
        first = workspace.settings.get(STEP_RUN_ON) if workspace is not None else None
        if first:
            found.append(well(f"workflow step: in {workspace_id} run first on {first}"))
    return found


def _set_aside(what: str, rows: Sequence[SetAside]) -> Finding:
    why = "; ".join(f"{one.rows} × {one.kind} {one.error}".replace("  ", " ") for one in rows)
    return to_do(f"{what} set aside: {why}. Mend the cause (see the log), then run: cpdbot retry")


def _passed_over(database: Database) -> list[Finding]:
    rules = RulesInForce(load_packs())
    found: list[Finding] = []
    for workspace_id in workspace_ids(database):
        with look(database, workspace_id) as work:
            passed_over = rules.read(work).passed_over
        found += [
            note(f"rules: in {workspace_id} {_what(one)} does not apply: {one.reason}.")
            for one in passed_over
        ]
    return found


def _what(passed_over: PassedOver) -> str:
    """A decision, or a document that was loaded."""
    one = passed_over.decision
    if one.key in DOCUMENT_KINDS:
        return f"the {one.key} for {one.pack} that was loaded on {one.decided_on}"
    return f"the decision of {one.decided_on} that {one.key} is {one.value}"


def _missing(name: str, where: str) -> Finding:
    return to_do(f"{name} is not set. Slack shows it under {where}.")
