# Bangfu. `make help` lists what there is; the first three are all that a newcomer needs.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
LAUNCHER := $(BIN)/python -m launcher
MEMBERS := services/kit services/registry-api services/assistance-api services/supervision-api gateway deploy
# Modules of our own distributions, which deptry cannot guess.
MODULES := bangfu-kit=kit,bangfu-registry-api=registry_api,bangfu-assistance-api=assistance_api,bangfu-supervision-api=supervision_api,bangfu-gateway=gateway
# The browser of the tests, and the Node that drives it; name an installed Chromium to use that one instead.
export CHROMIUM ?= $(CURDIR)/.toolchain/bin/chromium
export PLAYWRIGHT_NODEJS_PATH := $(CURDIR)/.toolchain/bin/node
export PATH := $(CURDIR)/.toolchain/bin:$(PATH)

.PHONY: help run stop test check bench contracts lock accounts token user figures show recount ready ready-to-test

##@ Use
run: ready  ## start everything and print the address and the accounts to try [MODE=split] [DEMO=roster|none]
	@exec $(LAUNCHER) run $(if $(MODE),--mode '$(MODE)') $(if $(DEMO),--demo '$(DEMO)')

stop: ready  ## end every process that `make run` started
	@$(LAUNCHER) stop

accounts: ready  ## the demonstration accounts as JSON
	@$(LAUNCHER) accounts

token: ready  ## an access token of a demonstration account: POST= [REGION=] [DEPARTMENT=] [ACCOUNT=]
	@$(LAUNCHER) token $(if $(POST),--post '$(POST)') $(if $(REGION),--region '$(REGION)') \
	  $(if $(DEPARTMENT),--department '$(DEPARTMENT)') $(if $(ACCOUNT),--account '$(ACCOUNT)')

user: ready  ## accounts: DO=create|reset|unlock|lock|give|end ACCOUNT= …; without DO it explains
	@$(LAUNCHER) user $(DO) $(if $(ACCOUNT),--account '$(ACCOUNT)') $(if $(NAME),--name '$(NAME)') \
	  $(if $(POST),--post '$(POST)') $(if $(REGION),--region '$(REGION)') \
	  $(if $(DEPARTMENT),--department '$(DEPARTMENT)') $(if $(SUCCESSOR),--successor '$(SUCCESSOR)') \
	  $(if $(REASON),--reason '$(REASON)') $(if $(NAMESAKE),--namesake '$(NAMESAKE)')

figures: ready  ## counted against wanted: AREA= KEY= REGION= DAY= LEVEL=city|county|township|village|all
	@$(LAUNCHER) figures $(if $(AREA),--area '$(AREA)') $(if $(KEY),--key '$(KEY)') \
	  $(if $(REGION),--region '$(REGION)') $(if $(DAY),--day '$(DAY)') $(if $(LEVEL),--level '$(LEVEL)')

show: ready  ## what a capability must show, one line each with wanted and got: CASE=main-job [SEED=]
	@$(LAUNCHER) show --case '$(CASE)' $(if $(SEED),--seed '$(SEED)')

recount: ready  ## count all figures anew against what is kept [MEND=1: put the recount in its place]
	@$(LAUNCHER) recount $(if $(MEND),--mend)

##@ Develop
test: ready-to-test  ## every test: Python, web app, browser
	@$(BIN)/pytest -n 2
	@cd frontend && npm test

check: ready  ## lint, types, architecture, unused code and dependencies, contracts, web app
	@$(BIN)/python deploy/lock.py --check
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@for member in $(MEMBERS); do (cd $$member && $(CURDIR)/$(BIN)/deptry src --package-module-name-map "$(MODULES)") || exit 1; done
	@$(BIN)/vulture
	@$(LAUNCHER) contracts --check
	@cd frontend && npm run --silent check

bench: ready  ## the speed ratios of DESIGN §6, written to docs/benchmarks.md
	@$(BIN)/python -m tests.bench

contracts: ready  ## write the OpenAPI of each service to contracts/ and the web app's types from it
	@$(LAUNCHER) contracts
	@cd frontend && npm run --silent generate

lock: ready  ## resolve the Python packages anew into requirements.lock
	@$(BIN)/python deploy/lock.py

help:  ## this list
	@awk 'BEGIN {FS = ":.*##"} /^##@/ {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z-]+:.*##/ {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

ready:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Bangfu: Python 3.11 or newer is needed; name one: make run PYTHON=python3.11' >&2; exit 1; }
	@$(PYTHON) deploy/bootstrap.py run

ready-to-test: ready
	@$(PYTHON) deploy/bootstrap.py test
