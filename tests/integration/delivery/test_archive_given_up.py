"""An archive that cannot be finished now, since the store is not there, leaves no file open."""

import gc
import warnings
from pathlib import Path

from bot.delivery.archive_file import ArchiveFolder
from bot.services.context.member_context import MemberContext
from bot.services.data_rights import export
from bot.services.data_rights.archive import Contents, contents
from tests.integration.delivery.test_exporting import Exports, exports

__all__ = ["exports"]


def test_no_file_stays_open(exports: Exports, tmp_path: Path) -> None:
    made: list[Contents] = []

    def written(ctx: MemberContext) -> None:
        made.append(contents(ctx, None))
        for step in export.pieces(ctx, export.FORMATS):
            if isinstance(step, export.Piece):
                with (tmp_path / f"record.{step.format}").open("ab") as file:
                    file.write(step.content)

    exports.within(written)
    archive = ArchiveFolder(tmp_path, made[0])
    archive.begin()
    archive.give_up()
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        del archive
        gc.collect()
    assert [one for one in told if one.category is ResourceWarning] == []
