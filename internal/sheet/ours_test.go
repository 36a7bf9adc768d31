package sheet

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// TestOurs: of a file that nobody sends, no message says to send it again; whatever else it says stays.
func TestOurs(t *testing.T) {
	for name, data := range map[string]string{"a.xlsx": "PK\x03\x04junk", "empty.xlsx": "", "~$a.xlsx": "lock", "a.pdf": "%PDF-1.4", "a.fods": `<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">`} {
		_, err := Open(context.Background(), strings.NewReader(data), int64(len(data)), name, DefaultLimits())
		if err == nil {
			t.Errorf("%s is read", name)
			continue
		}
		ours := Ours(err).Error()
		what, _, _ := strings.Cut(err.Error(), "；")
		if !strings.HasPrefix(ours, what+"；请") || !strings.HasSuffix(ours, "再试") && !strings.HasSuffix(ours, "以前存的") {
			t.Errorf("%s: %s", name, ours)
		}
	}
	if over := boundDepth.over(9, 5, "x", 0); Ours(over).Error() != "XML 嵌套层数为 9，超过上限 5，部件 x；请删去多余内容后再试；确需读取可用 --limit-depth 调高" {
		t.Error(Ours(over))
	}
	if other := errors.New("别的"); Ours(other) != other {
		t.Error("another error is changed")
	}
}
