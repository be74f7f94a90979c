"""``python -m linimasa`` is the command ``linimasa``."""

from linimasa.cli.main import main

if __name__ == "__main__":
    main()
