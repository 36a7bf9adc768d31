package act

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestNewer says of an act that a newer program wrote that it did, and of a damaged one that it can't be read; those
// of an older one are read, without what was added and with what was dropped since.
func TestNewer(t *testing.T) {
	for doc, want := range map[string]string{`{"files":3,"later":1}`: "较新的版本", `{"files":"x"}`: "无法读取", `{"files":3} {}`: "无法读取"} {
		var run Run
		err := Act{N: 7, Kind: "run", Doc: json.RawMessage(doc)}.Into(&run)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "第 7 条") {
			t.Errorf("%s: %v", doc, err)
		}
	}
	for _, doc := range []string{`{"files":3}`, `{"files":3,"seen":"0a1b"}`} { // as programs wrote them before
		var run Run
		if err := (Act{Doc: json.RawMessage(doc)}).Into(&run); err != nil || run.Files != 3 {
			t.Errorf("%s: %v, %v", doc, run, err)
		}
	}
}
