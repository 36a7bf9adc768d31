package act

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestNewer says of an act that a newer program wrote that it did, and of a damaged one that it can't be read; one
// without what was added later is read.
func TestNewer(t *testing.T) {
	for doc, want := range map[string]string{`{"files":3,"later":1}`: "较新的版本", `{"files":"x"}`: "无法读取", `{"files":3} {}`: "无法读取"} {
		var run Run
		err := Act{N: 7, Kind: "run", Doc: json.RawMessage(doc)}.Into(&run)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "第 7 条") {
			t.Errorf("%s: %v", doc, err)
		}
	}
	var run Run
	if err := (Act{Doc: json.RawMessage(`{"files":3}`)}).Into(&run); err != nil || run.Files != 3 {
		t.Errorf("%v, %v", run, err)
	}
}
