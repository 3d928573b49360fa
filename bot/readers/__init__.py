"""Reading strangers' files: a process of its own for each, with limits on pages, time, output and
memory. Nothing of these libraries is imported into the process that talks to Slack.
"""
