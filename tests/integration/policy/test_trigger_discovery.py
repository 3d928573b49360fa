"""Triggers are found in the modules of their package, which nothing lists."""

from pathlib import Path

import pytest

from bot.policy.nudges.triggers import triggers_in


def test_a_trigger_is_found_in_a_module_that_nothing_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "more_triggers"
    package.mkdir()
    (package / "__init__.py").touch()
    for module, order in {"last": 2, "first": 1}.items():
        (package / f"{module}.py").write_text(
            "from bot.policy.nudges.triggers.behind import Behind\n"
            f"class Another(Behind):\n    kind, order = '{module}', {order}\n"
            "TRIGGERS = (Another(),)\n"
        )
    monkeypatch.syspath_prepend(tmp_path)
    found = triggers_in("more_triggers", [str(package)])
    assert [one.kind for one in found] == ["first", "last"]
