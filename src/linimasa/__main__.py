"""``python -m linimasa`` is the command ``linimasa``."""

from linimasa.cli.main import main

main()
