"""The rules of CPD: pure, without Slack, SQL, clock or network. Told in docs/rules.md."""
