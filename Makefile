# The doors to `cargo xtask`, which does the work and says what it does.
.PHONY: run build check test bench

run: ; cargo xtask run
build: ; cargo xtask build
check: ; cargo xtask check
test: ; cargo xtask test
bench: ; cargo xtask bench
