"""A badge: signed, kept and brought into its member's conversation, as a picture that holds the
credential and as the credential alone.
"""

import asyncio
from asyncio import wrap_future
from collections.abc import Mapping
from typing import Any

import structlog

from bot.badges.claim import Claim
from bot.badges.issuer import Issuer
from bot.badges.keys import KeyTroubleError, kept_keys, signing_key
from bot.delivery.bringing import FILES, Bringing
from bot.delivery.job_runner import Report
from bot.services.context.member_context import ContextFactory, Origin
from bot.services.data_rights.badges import Brought, bring
from bot.ui.kit.said import said
from storage.queues.jobs import Job

log = structlog.get_logger(__name__)


class Badges:
    """Does jobs of the kind "badge"."""

    def __init__(self, contexts: ContextFactory, bringing: Bringing) -> None:
        self._contexts = contexts
        self._bringing = bringing

    async def __call__(self, job: Job, _report: Report) -> Mapping[str, Any]:
        """The ids of both files; `gone` where there is no such badge by now, `unable` where it
        cannot be signed. A second attempt brings the badge that the first one has kept.
        """
        by = self._contexts.badges
        if by is None:
            return {"unable": True}
        try:
            found = await self._kept(job, by)
        except KeyTroubleError:
            log.exception("a badge could not be signed; see cpdbot doctor", job=job.id)
            return {"unable": True}
        if found is None:
            return {"gone": True}
        return {FILES: await self._brought(job, found)}

    async def _kept(self, job: Job, by: Issuer) -> Brought | None:
        from bot.badges.credential import signed  # noqa: PLC0415 - of the extra

        key, private = await asyncio.to_thread(signing_key, by.keys)
        public = {one.id for one in await asyncio.to_thread(kept_keys, by.keys)}

        def sign(claim: Claim) -> tuple[str, str]:
            return key.id, signed(claim, by, key, private)

        def unit() -> Brought | None:
            origin = Origin(f"badge:{job.id}")
            with self._contexts.open_by_id(job.workspace_id, job.member_id, origin) as ctx:
                found = None if ctx is None else bring(ctx, job.values, public, sign)
                if ctx is not None:
                    ctx.commit()
                return found

        return await wrap_future(self._contexts.database.write(unit))

    async def _brought(self, job: Job, found: Brought) -> list[str]:
        from bot.badges.credential import baked  # noqa: PLC0415 - of the extra

        channel = await self._bringing.channel_of(job, found.slack_id, found.im_channel)
        picture = await asyncio.to_thread(baked, found.token)
        files = (
            (".png", picture, said("badge_brought")),
            (".jwt", found.token.encode(), said("badge_brought_alone")),
        )
        brought: list[str] = []
        for ending, content, comment in files:
            brought.append(
                await self._bringing.bring(
                    job,
                    channel,
                    filename=f"{found.file_name}{ending}",
                    content=content,
                    comment=comment.text,
                )
            )
            await self._bringing.note(job, brought)
        return brought
