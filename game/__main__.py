"""`python -m game` is the same as `python main.py`."""

if __name__ == "__main__":
    try:
        from game.start import main

        status = main()
    except KeyboardInterrupt:  # it came before `main` could see to it
        status = 130
    raise SystemExit(status)
