package importer

import "testing"

// TestTheirs leaves what we wrote out of a comment.
func TestTheirs(t *testing.T) {
	const hint = "指标编码，请勿改动；程序按编码认行"
	for text, want := range map[string]string{
		hint: "", "huibao:\n" + hint: "", hint + "\n这行数待核": "这行数待核", "这行数待核": "这行数待核", "请看：" + hint: "请看：" + hint,
	} {
		if got := theirs(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
