# Short names for daily work. `make run` and `make test` are the README's two commands.
.PHONY: run test lint words pictures

run:
	sh scripts/run.sh

test:
	sh scripts/test.sh

lint:
	.venv/bin/ruff check --fix . && .venv/bin/ruff format . && .venv/bin/mypy

words:
	sh scripts/words.sh

pictures:
	.venv/bin/python -m scripts.pictures
