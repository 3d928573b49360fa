"""`python -m bot` is `cpdbot`."""

from bot.cli import main

if __name__ == "__main__":
    main()
