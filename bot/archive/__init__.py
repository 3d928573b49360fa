"""The archive that anybody can check: hash chain, Merkle tree, its format, and its verification.

Pure: the standard library alone; no SQL, no Slack, no network, no clock.
"""
