package portal

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"huibao/act"
)

// TestNotes: a page says what was done to who did it, and nothing that a link made by another
// says.
func TestNotes(t *testing.T) {
	h := newHouse(t)
	h.admit("jb", act.Held{Role: act.Officer})
	h.admit("jb2", act.Held{Role: act.Officer})
	officer, other := h.enter("jb"), h.enter("jb2")
	made := officer.post("/blanks/2024-07", "to", h.mine)
	const said = "已下发 1 份"
	if r := officer.get(made.where); made.status != http.StatusSeeOther || !strings.Contains(r.body, said) {
		t.Fatal(made.status, made.where)
	}
	u, err := url.Parse(made.where)
	must(t, err)
	note := u.Query().Get("note")
	for what, r := range map[string]reply{
		"another's":   other.get(made.where),
		"a bare text": officer.get("/blanks/2024-07?note=" + url.QueryEscape(said)),
		"cut":         officer.get("/blanks/2024-07?note=" + note[:len(note)-1]),
		"lengthened":  officer.get("/blanks/2024-07?note=A" + note),
	} {
		if r.status != http.StatusOK || strings.Contains(r.body, said) || strings.Contains(r.body, "●") {
			t.Errorf("%s: %d", what, r.status)
		}
	}
	if r := h.clerk().get("/r/" + june + "/" + h.mine + "?taken=9999&again=1"); r.status != http.StatusOK || strings.Contains(r.body, "9999") {
		t.Error("a hand-in that there is not:", r.status)
	}
}
