.PHONY: test ci golden samples docs demo cross bench fuzz faults chaos habits

test:
	go test ./...

ci:
	.ci/run

# Packages with golden files.
golden:
	go test ./check ./batch ./importer ./internal/annotate -update

samples:
	go generate ./samples

docs: golden

demo:
	go run ./cmd/huibao demo

cross:
	CGO_ENABLED=0 GOOS=windows GOARCH=amd64 go build -trimpath -o dist/huibao.exe ./cmd/huibao
	CGO_ENABLED=0 GOOS=linux GOARCH=arm64 go build -trimpath -o dist/huibao-arm64 ./cmd/huibao
	CGO_ENABLED=0 GOOS=linux GOARCH=loong64 go build -trimpath -o dist/huibao-loong64 ./cmd/huibao

bench:
	go test -run '^$$' -bench . ./batch ./importer ./draft

# Every fault: each operation on a file, and each system call of the whole process.
faults:
	HUIBAO_FAULTS=all go test -count=1 -run TestFaults ./batch
	.ci/faults

# Servers and workers killed, the database restarted, the bucket failing, the queue lost, while 200
# units hand in; on a PostgreSQL of its own, unless HUIBAO_TEST_DSN names one.
chaos:
	HUIBAO_CHAOS=$(or $(ROUNDS),5) .ci/postgres go test -count=1 -timeout 60m -v -run '^TestChaos$$' ./cmd/huibao

fuzz:
	go test -run '^$$' -fuzz FuzzReadNumber -fuzztime 30s -fuzzminimizetime 1x ./importer
	go test -run '^$$' -fuzz FuzzPeriodOf -fuzztime 30s -fuzzminimizetime 1x ./importer
	for t in FuzzOpen FuzzZip FuzzSheet FuzzStrings FuzzStyles FuzzFormat FuzzBIFF FuzzPage FuzzXML2003; do \
		go test -run '^$$' -fuzz "^$$t$$" -fuzztime 30s -fuzzminimizetime 1x ./internal/sheet || exit 1; done
	go test -run '^$$' -fuzz FuzzInto -fuzztime 30s -fuzzminimizetime 1x ./internal/annotate
	go test -run '^$$' -fuzz FuzzDraft -fuzztime 30s -fuzzminimizetime 1x ./draft
	go test -run '^$$' -fuzz FuzzParse -fuzztime 30s -fuzzminimizetime 1x ./internal/formula
	go test -run '^$$' -fuzz FuzzRead -fuzztime 30s -fuzzminimizetime 1x ./internal/docx
	go test -run '^$$' -fuzz FuzzWrap -fuzztime 30s -fuzzminimizetime 1x ./internal/pdf

# Every clerk's habit at every input cell of two units; go test takes a sample.
habits:
	HUIBAO_HABITS=all go test -count=1 -run '^TestHabits' ./check
