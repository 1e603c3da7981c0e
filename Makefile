# The doors to `cargo xtask`, which does the work and says what it does.
.PHONY: help run dev build check test bench

help: ; cargo xtask help
run: ; cargo xtask run
dev: ; cargo xtask dev
build: ; cargo xtask build
check: ; cargo xtask check
test: ; cargo xtask test
bench: ; cargo xtask bench
