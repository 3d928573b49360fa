"""What goes into a member's archive beside the record itself: whose it is, and the proof of monthly
roots with their receipts. The files are written by `bot.delivery`, in the form of `bot.archive`.
"""

from dataclasses import dataclass

from bot.archive.chain import moment
from bot.archive.form import PROOF_FORMAT, document
from bot.services.context.member_context import MemberContext
from bot.services.data_rights.export import FileFormat, file_name_of
from storage.archive.roots import ProofRecord


@dataclass(frozen=True, slots=True)
class Contents:
    """Plain values for an archive: `beside` are small files by name, in their order."""

    slack_id: str
    im_channel: str | None
    workspace: str
    made_at: str
    file_name: str
    beside: tuple[tuple[str, bytes], ...] = ()


def contents(ctx: MemberContext, only: FileFormat | None) -> Contents:
    """What there is to say of the member's archive, or of one file of it, as of now."""
    name = f"cpd-archive-{ctx.today.isoformat()}.zip" if only is None else file_name_of(ctx, only)
    beside = _proof(ctx, ctx.work.roots.proofs(ctx.member.id)) if only is None else ()
    return Contents(
        ctx.member.slack_id,
        ctx.member.im_channel,
        ctx.work.workspace_id,
        moment(ctx.now),
        name,
        beside,
    )


def _proof(ctx: MemberContext, proofs: tuple[ProofRecord, ...]) -> tuple[tuple[str, bytes], ...]:
    """The proof, and below `receipts/` what authorities said of its roots."""
    rows, receipts = [], []
    for proof in proofs:
        root, names = proof.root, []
        for number, receipt in enumerate(root.receipts, start=1):
            names.append(f"receipts/{root.month}-{number}.tsr")
            receipts.append((names[-1], receipt.content))
        if names:
            receipts.append((f"receipts/{root.month}.txt", root.root.encode()))
        rows.append(
            {
                "month": root.month,
                "made_at": moment(root.made_at),
                "root": root.root,
                "leaves": root.leaves,
                "index": proof.index,
                "leaf": proof.leaf,
                "path": list(proof.path),
                "receipts": names,
            }
        )
    chain = {"length": ctx.member.chain_length, "head": ctx.member.chain_head}
    written = document({"format": PROOF_FORMAT, "chain": chain, "roots": rows})
    return ("proof.json", written), *receipts
